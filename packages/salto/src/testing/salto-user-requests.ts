import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { readFields } from './salto-fields';
import { toListPage } from './salto-list-page';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SimulatedUser } from './salto-records';
import type { SaltoRequest } from './salto-request';

export function saltoUserRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, store } = context;
  const { user, paging } = profile;

  const toNode = (item: SimulatedUser, hasLevels: boolean): SaltoNode => {
    const members = item.accessLevels.map((id) => tree(user.accessLevel, [leaf(user.accessLevelId, id)]));
    return tree(user.item, [
      leaf(user.id, item.id),
      leaf(user.firstName, item.firstName),
      leaf(user.lastName, item.lastName),
      ...unknownNodes(context),
      ...(hasLevels ? [tree(user.accessLevels, members)] : []),
    ]);
  };

  return [
    {
      name: profile.requests.readUsers,
      isWrite: false,
      answer(params) {
        const fields = readFields(params, [paging.maximumCount, paging.fromUser, user.returnAccessLevels]);
        const hasLevels = fields.boolean(user.returnAccessLevels) ?? false;
        return toListPage({
          context,
          fields,
          listName: user.list,
          items: store.users.values(),
          idOf: ({ id }) => id,
          startId: fields.extId(paging.fromUser),
          isEndOfListKnown: true,
          toNode: (item) => toNode(item, hasLevels),
        });
      },
    },
  ];
}

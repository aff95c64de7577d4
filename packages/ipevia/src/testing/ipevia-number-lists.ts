import type { IpeviaContext } from './ipevia-context';
import { writeIdentifierItem } from './ipevia-credential-output';
import { beyondCapability, wrongRequest } from './ipevia-fault';
import { readHexValue, readIdentifierItem } from './ipevia-identifier-input';
import { type IpeviaLists, listFields } from './ipevia-list-page';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaOperationBasis } from './ipevia-operation-basis';
import { maskNumber } from './ipevia-operator-log';
import type { SimulatedIdentifierItem } from './ipevia-records';
import { identifierKey } from './ipevia-right-index';
import type { IpeviaField } from './ipevia-shape';
import { childrenOf, type IpeviaNode, textOf } from './ipevia-xml-node';

/** Whitelist and blacklist. A batch is taken as a whole or not at all. */
export function ipeviaNumberLists(
  context: IpeviaContext,
  { operation, shapes, log }: IpeviaOperationBasis,
  lists: IpeviaLists,
): IpeviaOperation[] {
  const { store, switches, profile } = context;
  const { operations, list } = profile;
  const hasWhitelist = (): boolean => switches.maximumWhitelisted > 0;
  const filters: IpeviaField[] = [list.identifierType, list.formatType, list.value].map((name) => ({
    name,
    content: 'text',
    occurs: 'optional',
  }));
  const batch = {
    fields: [{ name: profile.whitelist.item, content: shapes.item, occurs: 'some' as const }],
    isOpen: true,
  };

  const get = (name: string, items: ReadonlyMap<string, SimulatedIdentifierItem>, isOffered: () => boolean) =>
    operation(name, {
      isOffered,
      isOpen: true,
      fields: [...listFields(context), ...filters],
      answer(request) {
        const typeName = textOf(request, list.identifierType);
        const formatType = textOf(request, list.formatType);
        const text = textOf(request, list.value);
        const value = text === undefined ? undefined : readHexValue(context, text);
        return lists.page(request, {
          name,
          items,
          namespace: profile.namespaces.credential,
          isMeant: (item) =>
            (typeName ?? item.typeName) === item.typeName &&
            (formatType ?? item.formatType) === item.formatType &&
            (value ?? item.value) === item.value,
          write: (item) => writeIdentifierItem(context, item),
        });
      },
    });
  const readBatch = (request: IpeviaNode): SimulatedIdentifierItem[] => {
    const nodes = childrenOf(request, profile.whitelist.item);
    if (nodes.length > switches.maximumLimit) throw wrongRequest(context, 'Too many at once.', 'tooManyItems');
    return nodes.map((node) => readIdentifierItem(context, node));
  };

  return [
    get(operations.getWhitelist, store.whitelist, hasWhitelist),
    get(operations.getBlacklist, store.blacklist, () => switches.maximumBlacklisted > 0),
    operation(operations.addToWhitelist, {
      isWrite: true,
      isOffered: hasWhitelist,
      ...batch,
      answer(request) {
        const given = readBatch(request);
        const items = new Map(given.map((item) => [identifierKey(item), item]));
        const added = [...items].filter(([key]) => !store.whitelist.has(key));
        if (switches.addsTwice === 'duplicated' && added.length < given.length)
          throw wrongRequest(context, 'A number is on the whitelist already.', 'duplicatedIdentifier');
        if (store.whitelist.size + added.length > switches.maximumWhitelisted)
          throw beyondCapability(context, 'The whitelist is full.', profile.faults.maximumWhitelisted);
        for (const [key, item] of items) {
          // one that is there keeps its place
          store.whitelist.set(key, item);
          store.blacklist.delete(key);
          log(operations.addToWhitelist, maskNumber(item.value));
        }
        return [];
      },
    }),
    operation(operations.removeFromWhitelist, {
      isWrite: true,
      isOffered: hasWhitelist,
      ...batch,
      answer(request) {
        for (const item of readBatch(request)) {
          store.whitelist.delete(identifierKey(item));
          log(operations.removeFromWhitelist, maskNumber(item.value));
        }
        return [];
      },
    }),
    operation(operations.deleteWhitelist, {
      isWrite: true,
      isOffered: hasWhitelist,
      answer() {
        store.whitelist.clear();
        log(operations.deleteWhitelist, 'whitelist');
        return [];
      },
    }),
  ];
}

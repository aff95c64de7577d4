import type { IpeviaContext } from './ipevia-context';
import { writeCredential } from './ipevia-credential-output';
import { wrongRequest } from './ipevia-fault';
import { type IpeviaLists, listFields } from './ipevia-list-page';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaOperationBasis } from './ipevia-operation-basis';
import { unknownExtension } from './ipevia-unknown-parts';
import { element, optional } from './ipevia-xml-element';
import { childrenOf } from './ipevia-xml-node';

/** Reading credentials and their states. */
export function ipeviaCredentialReads(
  context: IpeviaContext,
  { operation, named }: IpeviaOperationBasis,
  lists: IpeviaLists,
): IpeviaOperation[] {
  const { store, switches, profile } = context;
  const { credential, operations } = profile;
  const ns = profile.namespaces.credential;
  const list = (name: string, isInfo: boolean): IpeviaOperation =>
    operation(name, {
      fields: listFields(context),
      answer: (request) =>
        lists.page(request, {
          name,
          items: store.credentials,
          namespace: ns,
          write: (item) => writeCredential(context, item, isInfo),
        }),
    });
  return [
    list(operations.getCredentialList, false),
    list(operations.getCredentialInfoList, true),
    operation(operations.getCredentials, {
      fields: [{ name: credential.tokenElement, content: 'name', occurs: 'some' }],
      answer(request) {
        const tokens = childrenOf(request, credential.tokenElement).map(({ text }) => text);
        if (tokens.length > switches.maximumLimit)
          throw wrongRequest(context, 'Too many tokens at once.', 'tooManyItems');
        return [...new Set(tokens)].flatMap((token) => {
          const item = store.credentials.get(token);
          return item === undefined ? [] : [writeCredential(context, item, false)];
        });
      },
    }),
    operation(operations.getCredentialState, {
      fields: [{ name: credential.tokenElement, content: 'name' }],
      answer(request) {
        const { isEnabled, reason } = named(request, credential.tokenElement);
        return [
          element(ns, credential.state, [
            element(ns, credential.isEnabled, String(isEnabled)),
            ...optional(ns, credential.reason, reason),
            ...unknownExtension(context, ns),
          ]),
        ];
      },
    }),
  ];
}

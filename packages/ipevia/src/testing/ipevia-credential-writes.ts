import type { IpeviaContext } from './ipevia-context';
import { readCredential, readState } from './ipevia-credential-input';
import { checkCredential } from './ipevia-credential-rules';
import { wrongRequest } from './ipevia-fault';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaOperationBasis } from './ipevia-operation-basis';
import { element } from './ipevia-xml-element';
import { childOf, type IpeviaNode, textOf } from './ipevia-xml-node';

/** Making, replacing and deleting credentials. Everything is checked before anything is done. */
export function ipeviaCredentialWrites(
  context: IpeviaContext,
  { operation, shapes, named, log }: IpeviaOperationBasis,
): IpeviaOperation[] {
  const { store, switches, profile, newId } = context;
  const { credential, operations } = profile;
  const part = (node: IpeviaNode, name: string): IpeviaNode => {
    const child = childOf(node, name);
    if (child === undefined) throw wrongRequest(context, `${name} is missing.`);
    return child;
  };
  return [
    operation(operations.createCredential, {
      isWrite: true,
      fields: [
        { name: credential.item, content: shapes.credential },
        { name: credential.state, content: shapes.state },
      ],
      answer(request) {
        const input = readCredential(context, part(request, credential.item));
        if (input.token !== '') throw wrongRequest(context, 'The token must be empty.', 'tokenNotEmpty');
        const token = newId();
        checkCredential(context, input, token);
        store.putCredential({ ...input, token, ...readState(context, part(request, credential.state)) });
        log(operations.createCredential, token);
        return [element(profile.namespaces.credential, credential.tokenElement, token)];
      },
    }),
    operation(operations.setCredential, {
      isWrite: true,
      isOffered: () => switches.takesClientTokens && switches.maximumCredentials > 0,
      fields: [{ name: credential.data, content: shapes.data }],
      answer(request) {
        const data = part(request, credential.data);
        const input = readCredential(context, part(data, credential.item));
        if (input.token === '') throw wrongRequest(context, 'The token must not be empty.');
        checkCredential(context, input, input.token);
        store.putCredential({ ...input, ...readState(context, part(data, credential.stateInData)) });
        log(operations.setCredential, input.token);
        return [];
      },
    }),
    operation(operations.modifyCredential, {
      isWrite: true,
      fields: [{ name: credential.item, content: shapes.credential }],
      answer(request) {
        const input = readCredential(context, part(request, credential.item));
        if (input.token === '') throw wrongRequest(context, 'The token must not be empty.');
        const known = store.credentials.get(input.token);
        if (known === undefined) throw wrongRequest(context, 'There is no such credential.', 'notFound');
        checkCredential(context, input, input.token);
        store.putCredential({ ...input, isEnabled: known.isEnabled, reason: known.reason });
        log(operations.modifyCredential, input.token);
        return [];
      },
    }),
    operation(operations.deleteCredential, {
      isWrite: true,
      fields: [{ name: credential.tokenElement, content: 'name' }],
      answer(request) {
        const token = textOf(request, credential.tokenElement) ?? '';
        if (switches.deletesUnknown === 'not-found') named(request, credential.tokenElement);
        if (store.deleteCredential(token)) log(operations.deleteCredential, token);
        return [];
      },
    }),
    ...[true, false].map((isEnabled) => {
      const name = isEnabled ? operations.enableCredential : operations.disableCredential;
      return operation(name, {
        isWrite: true,
        fields: [
          { name: credential.tokenElement, content: 'name' },
          { name: credential.reason, content: 'name', occurs: 'optional' },
        ],
        answer(request) {
          const known = named(request, credential.tokenElement);
          store.putCredential({ ...known, isEnabled, reason: textOf(request, credential.reason) ?? null });
          log(name, known.token);
          return [];
        },
      });
    }),
  ];
}

import type { IpeviaContext } from './ipevia-context';
import { createIpeviaCredentialShapes, type IpeviaCredentialShapes } from './ipevia-credential-shapes';
import { wrongRequest } from './ipevia-fault';
import type { IpeviaOperation } from './ipevia-operation';
import type { SimulatedCredential } from './ipevia-records';
import type { IpeviaField } from './ipevia-shape';
import { type IpeviaNode, textOf } from './ipevia-xml-node';

/** What the operations of the credential service have in common. */
export interface IpeviaOperationBasis {
  readonly shapes: IpeviaCredentialShapes;
  operation(
    name: string,
    definition: Pick<IpeviaOperation, 'answer'> & {
      readonly fields?: readonly IpeviaField[];
      readonly isOpen?: boolean;
      /** Default false. */
      readonly isWrite?: boolean;
      /** Default: there can be credentials. */
      readonly isOffered?: () => boolean;
    },
  ): IpeviaOperation;
  /** The credential whose token is in this child. @throws IpeviaFault when there is none. */
  named(request: IpeviaNode, child: string): SimulatedCredential;
  /** Writes an accepted action of the API user down. */
  log(action: string, target: string): void;
}

export function createIpeviaOperationBasis(context: IpeviaContext): IpeviaOperationBasis {
  const { store, switches, profile, credentials, log } = context;
  const shapes = createIpeviaCredentialShapes(profile);
  const namespace = profile.namespaces.credential;
  return {
    shapes,
    operation: (name, { answer, fields = [], isOpen = false, isWrite = false, isOffered }) => ({
      name,
      place: 'credential',
      action: `${namespace}/${name}`,
      namespace,
      isWrite,
      shape: shapes.request(fields, { isOpen }),
      isOffered: isOffered ?? (() => switches.maximumCredentials > 0),
      answer,
    }),
    named(request, child) {
      const credential = store.credentials.get(textOf(request, child) ?? '');
      if (credential === undefined) throw wrongRequest(context, 'There is no such credential.', 'notFound');
      return credential;
    },
    log: (action, target) => log.add({ user: credentials.user, action, target }),
  };
}

import type { IpeviaProfile } from './ipevia-profile';

/** An operation of the services, by its name in the wire profile. */
export type IpeviaOperation = keyof IpeviaProfile['operations'];

/** Where an operation belongs: the path of its service, the namespace of its request and its SOAP action. */
export interface OperationPlace {
  readonly path: string;
  readonly namespace: 'credential' | 'notification' | 'events';
  readonly action: string;
}

/** Operations of the event service, with the namespace of their requests. */
const eventOperations = {
  subscribe: 'notification',
  renew: 'notification',
  unsubscribe: 'notification',
  createPullPoint: 'events',
  pullMessages: 'events',
} as const;

/** Where an operation belongs. */
export function placeOfOperation(profile: IpeviaProfile, operation: IpeviaOperation): OperationPlace {
  if (isEventOperation(operation))
    return {
      path: profile.paths.events,
      namespace: eventOperations[operation],
      action: profile.actions[operation],
    };
  const action = `${profile.namespaces.credential}/${profile.operations[operation]}`;
  return { path: profile.paths.credential, namespace: 'credential', action };
}

function isEventOperation(operation: IpeviaOperation): operation is keyof typeof eventOperations {
  return operation in eventOperations;
}

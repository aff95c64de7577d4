import type { IpeviaProfile } from './ipevia-profile';
import { messageToSchema, type SchemaElement, typeToSchema } from './ipevia-schema';

/** Schema of an address, in the namespace of addressing. */
export function addressingSchema({ subscription }: IpeviaProfile): string {
  return typeToSchema({ elements: [{ name: subscription.address, type: 'xs:string' }] }, 'Reference');
}

/** Schema of what is sent about subscriptions, in the namespace of notifications. */
export function notificationSchema({ operations, subscription }: IpeviaProfile): string {
  const filter: SchemaElement = { name: subscription.topicExpression, type: 'xs:string' };
  return [
    typeToSchema({ elements: [filter] }, 'Filter'),
    messageToSchema(operations.subscribe, [
      { name: subscription.consumer, type: 'wsa:Reference' },
      { name: subscription.filter, type: 'wsnt:Filter', occurs: 'optional' },
      { name: subscription.initialTermination, type: 'xs:string', occurs: 'optional' },
    ]),
    messageToSchema(operations.renew, [{ name: subscription.termination, type: 'xs:string' }]),
    messageToSchema(operations.unsubscribe, []),
  ].join('');
}

/** Schema of what is sent to the event service and its pull points, in the namespace of events. */
export function eventSchema({ operations, subscription }: IpeviaProfile): string {
  return [
    messageToSchema(operations.createPullPoint, [
      { name: subscription.filter, type: 'wsnt:Filter', occurs: 'optional' },
      { name: subscription.initialTermination, type: 'xs:string', occurs: 'optional' },
    ]),
    messageToSchema(operations.pullMessages, [
      { name: subscription.timeout, type: 'xs:string' },
      { name: subscription.messageLimit, type: 'xs:string' },
    ]),
  ].join('');
}

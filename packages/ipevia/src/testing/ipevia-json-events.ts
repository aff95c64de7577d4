import type { SimulatedEvent } from './ipevia-records';
import type { IpeviaSwitches } from './ipevia-switches';
import { writeHex, writeInstant } from './ipevia-wire-values';

/** Whether there is a form for it: nothing is said when nobody passed. */
export function hasJsonForm({ type }: SimulatedEvent): boolean {
  return type !== 'notTaken';
}

/**
 * Bodies of the requests that tell these events (assumed: nothing is known of what the product's own webhook sends). A list is
 * `{"events":[{"id","type","at","accessPoint","card","credential","reason"}]}`, where `id`, `card`, `credential` and `reason` may be absent.
 */
export function writeJsonEvent(event: SimulatedEvent, switches: IpeviaSwitches): Record<string, string> {
  return {
    ...(switches.jsonIds ? { id: event.id } : {}),
    type: event.type,
    at: writeInstant(Date.parse(event.at), switches),
    accessPoint: event.accessPoint,
    card: writeHex(event.identifier.value, switches),
    ...(event.credential === null ? {} : { credential: event.credential }),
    ...(event.reason === null ? {} : { reason: event.reason }),
    ...(switches.awkward ? { 'vendor.reserved': 'x' } : {}),
  };
}

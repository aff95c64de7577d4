import type { Instant } from '@acx/core/provider';
import type { IpassanContext } from './ipassan-context';
import { makePin } from './ipassan-make-pin';
import type { SimulatedPerson, SimulatedVisitor } from './ipassan-records';

/** Start and end of a visit. */
export type VisitorWindow = Pick<SimulatedVisitor, 'startsAt' | 'endsAt'>;

/** Stores a new visitor below its host, with a PIN of its own. Whoever calls has checked it. */
export function storeVisitor(
  context: IpassanContext,
  visitor: Pick<SimulatedVisitor, 'name' | 'startsAt' | 'endsAt' | 'reference' | 'madeBy'> & { host: SimulatedPerson },
): SimulatedVisitor {
  const { host, name, reference, madeBy } = visitor;
  const stored: SimulatedVisitor = {
    uuid: context.newUuid(),
    site: host.site,
    host: host.uuid,
    name,
    ...toWholeSeconds(visitor),
    pin: makePin(context),
    isCancelled: false,
    reference,
    hostAccessType: host.accessType,
    madeBy,
  };
  context.store.visitors.set(stored.uuid, stored);
  return stored;
}

/** The window as the vendor keeps it: fractions of a second are cut off (assumed). */
export function toWholeSeconds({ startsAt, endsAt }: VisitorWindow): VisitorWindow {
  return { startsAt: cut(startsAt), endsAt: cut(endsAt) };
}

function cut(at: Instant): Instant {
  return new Date(Math.floor(Date.parse(at) / 1000) * 1000).toISOString();
}

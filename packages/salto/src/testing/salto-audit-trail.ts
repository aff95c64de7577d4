import type { SaltoContext } from './salto-context';
import type { SimulatedAuditEvent } from './salto-records';

/** Puts an event on the trail: now, with the next id. */
export function appendAuditEvent(
  { store, clock }: Pick<SaltoContext, 'store' | 'clock'>,
  event: Omit<SimulatedAuditEvent, 'id' | 'at'>,
): SimulatedAuditEvent {
  const id = (store.auditTrail.at(-1)?.id ?? 0) + 1;
  const appended = { id, at: new Date(clock.nowMs()).toISOString(), ...event };
  store.auditTrail.push(appended);
  return appended;
}

import type { CheckIn } from '../model/check-in';
import type { DeliveredAccessEvent } from '../model/delivered-access-event';
import { type EngineContext, nowOf } from './engine-context';
import { offerEach } from './offer-each';
import { isEntryOf, recordEntry } from './record-entry';

/** Takes a door event. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type AccessEventHandler = (event: DeliveredAccessEvent) => void | Promise<void>;

/**
 * Takes a check-in. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again, with the same id
 * and together with its door event.
 */
export type CheckInHandler = (checkIn: CheckIn) => void | Promise<void>;

/** Who in the host takes what happens at the doors. */
export interface DoorHandlers {
  readonly onAccessEvent: AccessEventHandler;
  readonly onCheckIn: CheckInHandler;
}

const PAGE = 500;
const ignore = async (): Promise<void> => {};

/**
 * Offers every waiting door event to the host once, oldest first, and the check-ins that rest on it. An event waits until both handlers
 * have taken what is theirs. Resolves with whether all were taken.
 */
export async function deliverEvents(context: EngineContext, handlers: DoorHandlers): Promise<boolean> {
  const { ledger, events: hub, stopping } = context;
  const work = 'events';
  let isAllTaken = true;
  for (let afterPosition: number | undefined; ; ) {
    const page = await ledger.transaction(({ events }) => events.listUndelivered({ afterPosition, limit: PAGE }));
    for (const waiting of page) {
      if (stopping.aborted) return false;
      const { event, checkIns } = await ledger.transaction((transaction) => recordEntry(transaction, waiting.event));
      const offered = { work, onTaken: ignore } as const;
      const isTaken = await offerEach(context, { ...offered, items: [event], handler: handlers.onAccessEvent });
      const areTaken = await offerEach(context, { ...offered, items: checkIns, handler: handlers.onCheckIn });
      isAllTaken &&= isTaken && areTaken;
      if (!isTaken || !areTaken) continue;
      await ledger.transaction(({ events }) => events.markDelivered(event, nowOf(context)));
      hub.emit(`access.${event.type}`, event);
      for (const checkIn of checkIns) hub.emit('booking.checked_in', checkIn);
      if (isEntryOf(event) && event.bookingIds.length === 0) hub.emit('access.unbooked', event);
    }
    if (page.length < PAGE) return isAllTaken;
    afterPosition = page.at(-1)?.position;
  }
}

import type { AccessControl, ExplainQuestion } from '@acx/core';
import type { Door, PresentInput, PresentView } from '../contract/doors';
import type { User } from '../contract/session';
import type { KnownBookings } from './bookings/known-bookings';
import { findPerson, type House } from './house';
import { tellInstant, tellWindow } from './local-time';
import { Refused } from './refused';

/** Doors that can be tried: those of the demo. A real host has none, and shows what comes back as events. */
export interface DoorWindow {
  readonly doors: readonly Door[];
  /** @throws RangeError for a door or a credential that does not exist. */
  present(
    doorId: string,
    input: PresentInput,
  ): Promise<{ readonly opened: boolean; readonly reason: string; readonly question?: ExplainQuestion }>;
}

/** Holds something to a door: what the door does is its own affair, and the why is ours. */
export async function presentAtDoor(
  options: { window: DoorWindow; access: AccessControl; known: KnownBookings; house: House; user: User },
  doorId: string,
  input: PresentInput,
): Promise<PresentView> {
  const { window, access, known, house, user } = options;
  const { opened, reason, question } = await window.present(doorId, input).catch((failure: unknown) => {
    if (failure instanceof RangeError) throw new Refused(404, failure.message);
    throw failure;
  });
  const verdict = `${opened ? 'Opened' : 'Refused'}: ${reason}`;
  if (question === undefined) return { opened, verdict, why: [] };
  const { reasons, permissions } = await access.explain(question);
  const names = new Map<string, string>();
  for (const { bookingId } of permissions) {
    const booking = await known.find(bookingId);
    const isTheirs = user.role === 'manager' || booking?.peopleIds.includes(user.id);
    if (!isTheirs) return { opened, verdict, why: ['It is somebody else’s, so only they and the manager see why.'] };
    names.set(bookingId, `The booking of ${findPerson(house, booking?.holderId ?? '')?.name ?? 'somebody'}`);
  }
  return { opened, verdict, why: reasons.map((text) => forPeople(text, names, house.timeZone)) };
}

/** Ids and instants are for software; people have names and clocks on the wall. */
function forPeople(reason: string, names: ReadonlyMap<string, string>, timeZone: string): string {
  let text = reason;
  for (const [id, name] of names) text = text.replaceAll(`Booking ${id}`, name);
  return text
    .replace(INSTANTS, (_all, startsAt: string, endsAt: string) => tellWindow({ startsAt, endsAt }, timeZone))
    .replace(INSTANT, (instant) => tellInstant(instant, timeZone));
}

const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;
const INSTANTS = new RegExp(`(${INSTANT.source}) to (${INSTANT.source})`, 'g');

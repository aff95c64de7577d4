import { instantFromMs, instantToMs } from '@acx/core/provider';
import { localDaysFrom } from '../src/source/bookings-one-local-days';
import type { BookingsOneSimulator } from '../src/testing';

const HOUR_MS = 3_600_000;

/**
 * The corner that the contract looks at, as people are asked to prepare it: a resource with a meeting of two today that recurs tomorrow, one
 * over the coming midnight and a cancelled one tomorrow; and a visitor who may come now.
 */
export function prepareFence(
  simulator: BookingsOneSimulator,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): { readonly resource: string; readonly registrationCode: string } {
  const [today] = localDaysFrom(nowMs, 1, timeZone);
  const midnightMs = instantToMs(today?.endsAt ?? '');
  const resource = simulator.addResource({ name: 'Contract room', timeZone }).id;
  const organizer = simulator.addUser({ name: 'Ada Archer', email: 'ada@harbour.example' }).id;
  const attendee = simulator.addUser({ name: 'Ben Brook', email: 'ben@harbour.example' }).id;
  const book = (fromHours: number, toHours: number, series?: string): string =>
    simulator.book({
      resource,
      organizer,
      attendees: [attendee],
      startsAt: instantFromMs(midnightMs + fromHours * HOUR_MS),
      endsAt: instantFromMs(midnightMs + toHours * HOUR_MS),
      ...(series !== undefined && { series }),
    }).id;
  book(14, 15, book(-10, -9));
  book(-1, 1);
  simulator.cancel(book(10, 11));
  const { registrationCode } = simulator.addVisitor({
    name: 'Vera Visitor',
    email: 'vera@visitor.example',
    startsAt: instantFromMs(nowMs - HOUR_MS),
    endsAt: instantFromMs(nowMs + HOUR_MS),
  });
  return { resource, registrationCode };
}

import type { LedgerTransaction } from '../../../ports/ledger';
import { minute, minutes } from '../ledger-rows';
import { universe } from './ledger-universe';
import { sortedRows } from './sorted-rows';

/** The answers about bookings and their journal. */
export async function askAboutBookings({ bookings, permissions, journal }: LedgerTransaction) {
  const answers: Record<string, unknown> = {};
  for (const id of universe.bookings) {
    answers[`booking ${id}`] = await bookings.find(id);
    answers[`permissions of booking ${id}`] = sortedRows(await permissions.listOfBooking(id));
    answers[`journal of ${id}`] = await journal.listOfBooking(id, 100);
    answers[`last of the journal of ${id}`] = await journal.listOfBooking(id, 2);
    answers[`bookings after ${id}`] = await bookings.listUpcoming({ endsAfter: minute(90), afterId: id, limit: 2 });
  }
  for (const resource of universe.resources)
    for (const [from, to] of [
      [0, 1_000],
      [60, 90],
    ] as const)
      answers[`${resource} from minute ${from} to ${to}`] = sortedRows(
        await bookings.listOverlapping(resource, minutes(from, to)),
      );
  for (const holder of universe.holders)
    answers[`bookings of ${holder}`] = sortedRows(await bookings.listOfHolder(holder));
  answers.upcoming = await bookings.listUpcoming({ endsAfter: minute(0), limit: 100 });
  return answers;
}

import { toWallTime } from '../bookings-one-local-time';
import type { SimulatedBooking, SimulatedVisitor } from '../bookings-one-records';
import type { BookingsOneSimulator } from '../bookings-one-simulator';

/** Rows of cells as columns, one line per row. */
export function toColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Number, time in the room's zone, status, people. */
export function bookingCells(booking: SimulatedBooking, { state }: BookingsOneSimulator): readonly string[] {
  const timeZone = state.resources.get(booking.resource)?.timeZone ?? 'UTC';
  const nameOf = (id: string): string => state.users.get(id)?.email ?? `${state.users.get(id)?.name} (no e-mail)`;
  const others = booking.attendees.map(nameOf).join(', ');
  return [
    `#${booking.id}`,
    toSpan(booking, timeZone),
    booking.status,
    nameOf(booking.organizer) + (others === '' ? '' : ` with ${others}`),
    booking.isPrivate ? 'private' : '',
  ];
}

/** Code, time in the reception's zone, status, who. */
export function visitorCells(visitor: SimulatedVisitor, { timeZone }: BookingsOneSimulator): readonly string[] {
  return [
    visitor.registrationCode,
    toSpan(visitor, timeZone),
    visitor.status + (visitor.isBlacklisted ? ', blacklisted' : ''),
    visitor.name,
    visitor.email ?? '(no e-mail)',
  ];
}

function toSpan({ startsAt, endsAt }: { startsAt: string; endsAt: string }, timeZone: string): string {
  const [from, to] = [toWallTime(startsAt, timeZone), toWallTime(endsAt, timeZone)].map((time) =>
    time.slice(0, 16).replace('T', ' '),
  );
  const isOneDay = from?.slice(0, 10) === to?.slice(0, 10);
  return `${from} to ${isOneDay ? to?.slice(11) : to}`;
}

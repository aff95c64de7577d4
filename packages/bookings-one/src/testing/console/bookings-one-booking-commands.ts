import type { SimulatedBooking } from '../bookings-one-records';
import type { BookingsOneSimulator } from '../bookings-one-simulator';
import type { BookingsOneConsoleCommand } from './bookings-one-console-command';
import { findBooking, findPerson, findRoom } from './bookings-one-console-lookup';
import { bookingCells, toColumns } from './bookings-one-console-text';
import { parseConsoleTime } from './bookings-one-console-time';

const show = (booking: SimulatedBooking, simulator: BookingsOneSimulator): string => {
  const room = simulator.state.resources.get(booking.resource)?.name ?? '';
  return toColumns([[room, ...bookingCells(booking, simulator)]]);
};

/** A command that takes a booking and nothing else. */
function stepCommand(
  word: string,
  purpose: string,
  step: (simulator: BookingsOneSimulator, booking: string) => SimulatedBooking,
): BookingsOneConsoleCommand {
  return {
    word,
    usage: '<booking>',
    purpose,
    example: '1011',
    run: ([id = ''], simulator) => show(step(simulator, findBooking(id, simulator).id), simulator),
  };
}

/** What happens to bookings. */
export const bookingCommands: readonly BookingsOneConsoleCommand[] = [
  {
    word: 'book',
    usage: '<room> <email> <from> <to> [attendee ...]',
    purpose: 'books a room for a person',
    example: 'Boardroom ada@harbour.example 09:00 10:30 ben@harbour.example',
    run([name = '', email = '', from = '', to = '', ...attendees], simulator) {
      const room = findRoom(name, simulator);
      const booking = simulator.book({
        resource: room.id,
        organizer: findPerson(email, simulator).id,
        attendees: attendees.map((attendee) => findPerson(attendee, simulator).id),
        startsAt: parseConsoleTime(from, room.timeZone, simulator),
        endsAt: parseConsoleTime(to, room.timeZone, simulator),
      });
      return show(booking, simulator);
    },
  },
  stepCommand('approve', 'approves a booking that waits for it', (simulator, id) => simulator.approve(id)),
  stepCommand('reject', 'refuses a booking', (simulator, id) => simulator.reject(id)),
  stepCommand('noshow', 'releases a booking to which nobody came', (simulator, id) => simulator.noShow(id)),
  stepCommand('checkin', 'checks in to a booking', (simulator, id) => simulator.checkIn(id)),
  stepCommand('checkout', 'ends a running booking early', (simulator, id) => simulator.checkOutEarly(id)),
  {
    word: 'extend',
    usage: '<booking> <to>',
    purpose: 'lets a booking end later',
    example: '1011 11:00',
    run([id = '', to = ''], simulator) {
      const booking = findBooking(id, simulator);
      const timeZone = simulator.state.resources.get(booking.resource)?.timeZone ?? 'UTC';
      return show(simulator.extend(booking.id, { endsAt: parseConsoleTime(to, timeZone, simulator) }), simulator);
    },
  },
  {
    word: 'move',
    usage: '<booking> <from> <to> [room]',
    purpose: 'moves a booking to another time or room',
    example: '1011 14:00 15:00 Studio',
    run([id = '', from = '', to = '', name], simulator) {
      const booking = findBooking(id, simulator);
      const room = findRoom(name ?? booking.resource, simulator);
      const moved = simulator.move(booking.id, {
        resource: room.id,
        startsAt: parseConsoleTime(from, room.timeZone, simulator),
        endsAt: parseConsoleTime(to, room.timeZone, simulator),
      });
      return show(moved, simulator);
    },
  },
  stepCommand('cancel', 'cancels a booking', (simulator, id) => simulator.cancel(id)),
];

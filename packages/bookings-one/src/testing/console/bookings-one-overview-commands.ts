import { isLocalDate, isOnLocalDate } from '../bookings-one-local-time';
import type { BookingsOneConsoleCommand } from './bookings-one-console-command';
import { findRoom } from './bookings-one-console-lookup';
import { BookingsOneConsoleMistake } from './bookings-one-console-mistake';
import { bookingCells, toColumns, visitorCells } from './bookings-one-console-text';
import { today } from './bookings-one-console-time';

/** What there is. */
export const overviewCommands: readonly BookingsOneConsoleCommand[] = [
  {
    word: 'rooms',
    usage: '',
    purpose: 'lists what can be booked',
    example: '',
    run(_words, { state }) {
      const rows = [...state.resources.values()].map((room) => {
        const floor = state.floors.get(room.floor);
        const rules = [
          room.needsApproval ? 'needs approval' : '',
          room.checkInWithinMinutes === null ? '' : `check-in within ${room.checkInWithinMinutes} minutes`,
        ];
        const where = `${state.buildings.get(floor?.building ?? '')?.name}, ${floor?.name}`;
        return [room.id, room.name, room.kind, where, room.timeZone, rules.filter((rule) => rule !== '').join(', ')];
      });
      return rows.length === 0 ? 'There are no rooms.' : toColumns(rows);
    },
  },
  {
    word: 'people',
    usage: '',
    purpose: 'lists who can book',
    example: '',
    run(_words, { state }) {
      const rows = [...state.users.values()].map(({ name, email }) => [name, email ?? '(no e-mail)']);
      return rows.length === 0 ? 'There are no people.' : toColumns(rows);
    },
  },
  {
    word: 'list',
    usage: '<room> [date]',
    purpose: 'lists the bookings of a room on a day, default today',
    example: 'Boardroom 2026-11-21',
    run([name = '', date], simulator) {
      const room = findRoom(name, simulator);
      const day = date ?? today(simulator, room.timeZone);
      if (!isLocalDate(day)) throw new BookingsOneConsoleMistake(`"${day}" is no date: write yyyy-MM-dd.`);
      const bookings = simulator.bookingsOf(room.id).filter((booking) => isOnLocalDate(booking, day, room.timeZone));
      if (bookings.length === 0) return `Nothing is booked in ${room.name} on ${day}.`;
      return toColumns(bookings.map((booking) => bookingCells(booking, simulator)));
    },
  },
  {
    word: 'visitors',
    usage: '',
    purpose: 'lists the visitors with their codes',
    example: '',
    run(_words, simulator) {
      const visitors = [...simulator.state.visitors.keys()].flatMap((code) => simulator.visitor(code) ?? []);
      if (visitors.length === 0) return 'There are no visitors.';
      return toColumns(visitors.map((visitor) => visitorCells(visitor, simulator)));
    },
  },
];

import type { SimulatedVisitor } from '../bookings-one-records';
import type { BookingsOneSimulator } from '../bookings-one-simulator';
import type { BookingsOneConsoleCommand } from './bookings-one-console-command';
import { findVisitor } from './bookings-one-console-lookup';
import { toColumns, visitorCells } from './bookings-one-console-text';
import { parseConsoleTime } from './bookings-one-console-time';

const show = (visitor: SimulatedVisitor, simulator: BookingsOneSimulator): string =>
  toColumns([visitorCells(visitor, simulator)]);

/** A command that takes a registration code and nothing else. */
function stepCommand(
  word: string,
  purpose: string,
  step: (simulator: BookingsOneSimulator, code: string) => SimulatedVisitor,
): BookingsOneConsoleCommand {
  return {
    word,
    usage: '<code>',
    purpose,
    example: 'V1A2B3C4',
    run: ([code = ''], simulator) => show(step(simulator, findVisitor(code, simulator).registrationCode), simulator),
  };
}

/** What happens to visitors. */
export const visitorCommands: readonly BookingsOneConsoleCommand[] = [
  {
    word: 'invite',
    usage: '<name> <email> <from> <to>',
    purpose: 'invites a visitor, times in the zone of the reception; - for no e-mail',
    example: '"Vera Vale" vera@guest.example 09:00 17:00',
    run([name = '', email = '', from = '', to = ''], simulator) {
      const visitor = simulator.addVisitor({
        name,
        email: email === '-' ? null : email,
        startsAt: parseConsoleTime(from, simulator.timeZone, simulator),
        endsAt: parseConsoleTime(to, simulator.timeZone, simulator),
      });
      return show(visitor, simulator);
    },
  },
  stepCommand('arrive', 'checks a visitor in', (simulator, code) => simulator.checkVisitorIn(code)),
  stepCommand('leave', 'checks a visitor out', (simulator, code) => simulator.checkVisitorOut(code)),
  stepCommand('blacklist', 'blacklists a visitor', (simulator, code) => simulator.blacklist(code)),
];

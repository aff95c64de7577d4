import type { BookingsOneSimulator } from '../bookings-one-simulator';
import { bookingCommands } from './bookings-one-booking-commands';
import { type BookingsOneConsoleCommand, isCountRight } from './bookings-one-console-command';
import { BookingsOneConsoleMistake } from './bookings-one-console-mistake';
import { toColumns } from './bookings-one-console-text';
import { overviewCommands } from './bookings-one-overview-commands';
import { splitLine } from './bookings-one-split-line';
import { visitorCommands } from './bookings-one-visitor-commands';

/** A management console of text for people who play with a simulator. */
export interface BookingsOneConsole {
  /**
   * Does what a line says, for example `book Boardroom ada@harbour.example 09:00 10:30`; `help` lists the words. Times are `HH:mm` of the
   * room's today, or ISO 8601.
   * @returns What there is to show. For a wrong line: what is wrong and an example; nothing was changed then. Never throws for a line.
   */
  run(line: string): string;
}

const helpCommand: BookingsOneConsoleCommand = {
  word: 'help',
  usage: '',
  purpose: 'lists these words',
  example: '',
  run: () => toColumns(commands.map((command) => [usageOf(command), command.purpose])),
};

const commands: readonly BookingsOneConsoleCommand[] = [
  helpCommand,
  ...overviewCommands,
  ...bookingCommands,
  ...visitorCommands,
];

const usageOf = ({ word, usage }: BookingsOneConsoleCommand): string => `${word} ${usage}`.trim();

const exampleOf = ({ word, example }: BookingsOneConsoleCommand): string => `Example: ${`${word} ${example}`.trim()}`;

export function createBookingsOneConsole(simulator: BookingsOneSimulator): BookingsOneConsole {
  return {
    run(line) {
      let example = 'Example: help';
      try {
        const [word = '', ...words] = splitLine(line);
        const command = commands.find((candidate) => candidate.word === word.toLowerCase());
        if (word === '') throw new BookingsOneConsoleMistake('The line is empty.');
        if (command === undefined) throw new BookingsOneConsoleMistake(`There is no word "${word}".`);
        example = exampleOf(command);
        if (!isCountRight(command, words.length)) throw new BookingsOneConsoleMistake(`Write: ${usageOf(command)}`);
        return command.run(words, simulator);
      } catch (mistake) {
        // a RangeError is the simulator's own word for what is not possible as things stand
        if (!(mistake instanceof BookingsOneConsoleMistake || mistake instanceof RangeError)) throw mistake;
        return `${mistake.message}\n${example}`;
      }
    },
  };
}

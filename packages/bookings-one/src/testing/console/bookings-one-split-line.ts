import { BookingsOneConsoleMistake } from './bookings-one-console-mistake';

/** The words of a line; blanks belong to a word between double quotes. */
export function splitLine(line: string): readonly string[] {
  if ((line.match(/"/g)?.length ?? 0) % 2 === 1)
    throw new BookingsOneConsoleMistake('A quotation mark is opened and not closed.');
  return [...line.matchAll(/"([^"]*)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
}

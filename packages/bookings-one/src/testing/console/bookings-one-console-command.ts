import type { BookingsOneSimulator } from '../bookings-one-simulator';

/** One word of the console. */
export interface BookingsOneConsoleCommand {
  readonly word: string;
  /** The arguments: `<needed>`, `[optional]`, `[any number ...]`. */
  readonly usage: string;
  /** What it does, in a few words. */
  readonly purpose: string;
  /** Arguments of a right line, without the word. */
  readonly example: string;
  /** What is shown. Throws a `BookingsOneConsoleMistake` or a `RangeError` when the line is wrong. */
  run(words: readonly string[], simulator: BookingsOneSimulator): string;
}

/** Whether there are as many arguments as the usage has room for. */
export function isCountRight({ usage }: BookingsOneConsoleCommand, count: number): boolean {
  const needed = usage.match(/<[^>]+>/g)?.length ?? 0;
  const optional = usage.includes('...') ? Number.POSITIVE_INFINITY : (usage.match(/\[[^\]]+\]/g)?.length ?? 0);
  return count >= needed && count <= needed + optional;
}

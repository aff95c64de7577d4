import { instantToMs } from '../model/instant';
import type { DoorRows } from './door-rows';

/** What this process knows of one door: what is asked at every card that is held to its reader. */
export interface DoorShelf {
  /** Absent until the storage was looked at. */
  readonly rows: DoorRows | undefined;
  /** Which stored version the rows are. Absent: not known, they were written by this process itself. */
  readonly stored: { readonly version: number | undefined } | undefined;
  /** Grows whenever other rows are put here, and whenever these are doubted. */
  readonly epoch: number;
  /** When the look began that the rows rest on. Before any time: the next decision looks again, whoever shares the list. */
  readonly lookedAtMs: number;
  /** Does the card pass then? Undefined for a card of which nothing is known. */
  opens(card: string, atMs: number): boolean | undefined;
  /**
   * Puts rows here, unless others were put here since the epoch, or doubts came up: nobody can tell which of the two are newer. False: look
   * again. With rows of this process's own making, `stored` is left out.
   */
  put(next: { rows: DoorRows; stored?: DoorShelf['stored']; epoch: number; lookedAtMs: number }): boolean;
  /** The rows are what is stored, as a look shows that began then. */
  confirm(lookedAtMs: number): void;
  /** The rows may be others than those that are stored. */
  doubt(): void;
}

/** A shelf of a door of which nothing is known yet. */
export function createDoorShelf(): DoorShelf {
  let rows: DoorRows | undefined;
  let stored: DoorShelf['stored'];
  let epoch = 0;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  // Start and end of each window in turn: numbers are compared faster than text.
  let timesByCard = new Map<string, readonly number[]>();
  return {
    get rows() {
      return rows;
    },
    get stored() {
      return stored;
    },
    get epoch() {
      return epoch;
    },
    get lookedAtMs() {
      return lookedAtMs;
    },
    opens(card, atMs) {
      const times = timesByCard.get(card);
      if (times === undefined) return undefined;
      for (let index = 0; index < times.length; index += 2) {
        const [startsAtMs = 0, endsAtMs = 0] = [times[index], times[index + 1]];
        if (startsAtMs <= atMs && atMs < endsAtMs) return true;
      }
      return false;
    },
    put(next) {
      if (next.epoch !== epoch) return false;
      epoch += 1;
      ({ rows, stored, lookedAtMs } = { stored: undefined, ...next });
      timesByCard = toTimes(next.rows);
      return true;
    },
    confirm(nextMs) {
      // The clock may have been set back since the look before.
      lookedAtMs = nextMs;
    },
    doubt() {
      // A look that is under way may have seen less.
      epoch += 1;
      lookedAtMs = Number.NEGATIVE_INFINITY;
      stored = undefined;
    },
  };
}

function toTimes(rows: DoorRows): Map<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { card, windows } of rows.values()) {
    const known = times.get(card) ?? [];
    for (const { startsAt, endsAt } of windows) known.push(instantToMs(startsAt), instantToMs(endsAt));
    times.set(card, known);
  }
  return times;
}

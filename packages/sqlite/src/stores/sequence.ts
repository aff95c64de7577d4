import type { Connection } from '../driver/connection';
import { numberOf } from '../driver/read-row';

/** Gives numbers that grow for ever: also past a transaction that was taken back, whose numbers somebody may have seen. */
export interface Sequence {
  next(): number;
}

/** Goes on after the highest number that the table has ever held. */
export function continueSequence(connection: Connection, table: 'journal' | 'events' | 'storage'): Sequence {
  const row = connection.get('SELECT seq FROM sqlite_sequence WHERE name = ?', table);
  let last = row === undefined ? 0 : numberOf(row, 'seq');
  return {
    next() {
      last += 1;
      return last;
    },
  };
}

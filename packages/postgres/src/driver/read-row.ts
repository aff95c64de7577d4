import { LedgerDatabaseError } from './ledger-database-error';
import type { Row } from './sql';

/** The text in a column. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw unreadable();
}

/** The text in a column; `undefined` where it holds nothing. */
export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** The whole number in a column. Drivers give large ones as text or as bigint. */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  const number = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw unreadable();
}

/** The JSON in a column of text: what this package has written there itself. */
export function jsonOf<Content>(row: Row, column: string): Content {
  const text = textOf(row, column);
  try {
    const content: Content = JSON.parse(text);
    return content;
  } catch {
    // The text of a syntax error repeats what it could not read.
    throw unreadable();
  }
}

function unreadable(): LedgerDatabaseError {
  return new LedgerDatabaseError({ reason: 'unreadable' });
}

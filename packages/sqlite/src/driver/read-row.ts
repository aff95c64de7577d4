import type { Row } from './connection';
import { LedgerFileError } from './ledger-file-error';

/** The text in a column. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new LedgerFileError({ reason: 'corrupt' });
}

/** The text in a column; `undefined` where it holds nothing. */
export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** The number in a column. */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new LedgerFileError({ reason: 'corrupt' });
}

/** The JSON in a column: what this package has written there itself. */
export function jsonOf<Content>(row: Row, column: string): Content {
  const text = textOf(row, column);
  try {
    const content: Content = JSON.parse(text);
    return content;
  } catch {
    // The text of a syntax error repeats what it could not read.
    throw new LedgerFileError({ reason: 'corrupt' });
  }
}

import type { Instant } from '@acx/core';
import type { Connection } from '../driver/connection';
import { textOf } from '../driver/read-row';

/** What a transaction has removed for good. */
export interface Removal {
  isErased: boolean;
  prunedBefore?: Instant;
}

const REWRITE_INTERVAL_MS = 86_400_000;

/** To be done in the transaction that erases: so a crash does not make it forgotten. */
export const NOTE_ERASURE = "INSERT OR REPLACE INTO upkeep (name, value) VALUES ('erased', '')";

/** True when something may have been removed. */
export function isRemoval({ isErased, prunedBefore }: Removal): boolean {
  return isErased || prunedBefore !== undefined;
}

/**
 * Takes what was removed out of the files too; to be called when the transaction has been committed. What is deleted is overwritten in its
 * place, but SQLite leaves copies where it has moved rows between pages, and in the write-ahead log. So the log is emptied at once, and the
 * first `prune` after an erasure, and one a day without any, rewrites the whole file.
 */
export function removeTraces(connection: Connection, { prunedBefore }: Removal): void {
  if (prunedBefore !== undefined && isRewriteDue(connection, prunedBefore)) {
    rewriteFile(connection);
    rememberRewrite(connection, prunedBefore);
  }
  emptyLog(connection);
}

/** Writes the whole file anew, without anything that was removed. Takes time and space like a copy of it. */
export function rewriteFile(connection: Connection): void {
  connection.run('VACUUM');
  connection.run("DELETE FROM upkeep WHERE name = 'erased'");
  emptyLog(connection);
}

/** The log holds pages as they were before. Another program that is reading keeps it; the next time will do. */
function emptyLog(connection: Connection): void {
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** `prune` is the ledger's only clock. */
function isRewriteDue(connection: Connection, prunedBefore: Instant): boolean {
  if (connection.get("SELECT value FROM upkeep WHERE name = 'erased'") !== undefined) return true;
  const last = connection.get("SELECT value FROM upkeep WHERE name = 'rewritten'");
  if (last === undefined) rememberRewrite(connection, prunedBefore);
  return last !== undefined && Date.parse(prunedBefore) - Date.parse(textOf(last, 'value')) >= REWRITE_INTERVAL_MS;
}

function rememberRewrite(connection: Connection, prunedBefore: Instant): void {
  connection.run("INSERT OR REPLACE INTO upkeep (name, value) VALUES ('rewritten', ?)", prunedBefore);
}

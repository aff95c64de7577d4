import { firstTables } from './0001-first-tables';
import { callTurns } from './0002-call-turns';
import type { Migration } from './migration';

/** Every step from an empty schema to that of this version of the package, in order. */
export const allMigrations: readonly Migration[] = [firstTables, callTurns];

import * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { describeIssues } from '../errors/describe-issues';
import { parseWithMessages } from '../errors/parse-with-messages';
import type { Instant } from '../model/instant';
import type { JsonValue } from '../model/json';
import { type DoorWindow, doorWindowsSchema, lastEndOf } from './door-grant-state';

/** What one door holds of one card. Holds a card number: never log it. */
export interface DoorRow {
  readonly card: string;
  readonly windows: readonly DoorWindow[];
}

/** What one door holds, by grant key. */
export type DoorRows = ReadonlyMap<string, DoorRow>;

const recordSchema = z.strictObject({
  rows: z.array(z.strictObject({ grantKey: z.string(), card: z.string(), windows: doorWindowsSchema })),
});

/** Rows as they are stored. */
export function doorRowsToJson(rows: DoorRows): JsonValue {
  const listed = [...rows].map(([grantKey, { card, windows }]) => ({ grantKey, card, windows }));
  return { rows: listed };
}

/**
 * Rows as they were stored; none when nothing is stored.
 * @throws ConfigurationError for what this version cannot understand; names no card.
 */
export function parseDoorRows(value: JsonValue | undefined, door: { providerId: string; place: string }): DoorRows {
  if (value === undefined) return new Map();
  const result = parseWithMessages(recordSchema, value);
  if (result.success)
    return new Map(result.data.rows.map(({ grantKey, card, windows }) => [grantKey, { card, windows }]));
  throw new ConfigurationError({
    subject: `The stored list of door ${door.place} of ${door.providerId} (run the version that made it, or a newer one)`,
    problems: describeIssues(result.error),
  });
}

/** Without the rows that open nothing any more. */
export function withoutEndedRows(rows: DoorRows, now: Instant): DoorRows {
  return new Map([...rows].filter(([, { windows }]) => lastEndOf(windows) > now));
}

import type { JsonValue } from '@acx/core/provider';
import { IpassanFailure } from './ipassan-failure';
import type { IpassanSwitches } from './ipassan-switches';

/** Page size when the caller names none (assumed). */
const DEFAULT_LIMIT = 50;

/** One page of a list (known shape): `next_cursor` is the next offset, null or absent at the end. Lists cannot be filtered. */
export function toPage<Item>(options: {
  items: readonly Item[];
  toJson: (item: Item) => JsonValue;
  query: URLSearchParams;
  switches: IpassanSwitches;
}): JsonValue {
  const { items, toJson, query, switches } = options;
  const limit = Math.min(readCount(query, 'limit', 1) ?? DEFAULT_LIMIT, switches.largestPage);
  const offset = readCount(query, 'offset', 0) ?? 0;
  const data = items.slice(offset, offset + limit).map(toJson);
  const next = offset + limit;
  if (next < items.length) return { data, next_cursor: next };
  return switches.nextCursorAtEnd === 'null' ? { data, next_cursor: null } : { data };
}

// That an unreadable count is refused is assumed.
function readCount(query: URLSearchParams, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (count < least) throw new IpassanFailure('invalid', `The ${name} is not valid.`);
  return count;
}

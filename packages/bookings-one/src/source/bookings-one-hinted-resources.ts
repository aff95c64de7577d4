import { parseWithMessages } from '@acx/core/provider';
import { fieldAt, idField } from '../wire/bookings-one-field';

/** Of a list in one hint, the rest is passed over: what it names is found when everything is read again. */
const MOST_ITEMS = 100;

/**
 * Which resources a hint names, by the vendor's ids, each once: it is an object, or a list of them. Empty for whatever is no JSON or
 * names none.
 * @param fields Where the id may be, as paths with dots; the first that has one counts.
 */
export function readHintedResources(text: string, fields: readonly string[]): string[] {
  const content = parseJson(text);
  const items = Array.isArray(content) ? content.slice(0, MOST_ITEMS) : [content];
  return [...new Set(items.flatMap((item) => firstId(item, fields) ?? []))];
}

function firstId(item: unknown, fields: readonly string[]): string | undefined {
  for (const field of fields) {
    const id = parseWithMessages(idField, fieldAt(item, field));
    if (id.success) return id.data;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

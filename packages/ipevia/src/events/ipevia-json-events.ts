import {
  canonicalJson,
  describeIssues,
  formatProblems,
  instantFromMs,
  instantToMs,
  type JsonObject,
  type JsonValue,
  parseWithMessages,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { toDenyReason } from './ipevia-deny-reason';
import type { IpeviaDoorEvent } from './ipevia-door-event';

/** The events of a delivery, or why it cannot be read. The problem repeats nothing of it. */
export type IpeviaJsonEvents = { readonly events: readonly IpeviaDoorEvent[] } | { readonly problem: string };

/** Deeper documents are refused: nobody could store them. */
const DEEPEST = 32;

const text = (maximum: number) => z.nullish(z.string().check(z.minLength(1), z.maxLength(maximum)));

/**
 * One event as JSON (assumed: iPevia's own form is not public).
 *
 * | field | |
 * |---|---|
 * | `type` | `granted`, `denied` or `taken` |
 * | `at` | ISO 8601 with an offset or Z: `2026-11-21T09:00:00+01:00` |
 * | `id`? | 1 to 200 characters; the same whenever the event is sent again. Without it, events that say the same are the same |
 * | `accessPoint`? | token of the access point |
 * | `card`? | hexadecimal digits of the identifier, as the credential service has them |
 * | `credential`? | token of the credential |
 * | `reason`? | why it was denied |
 *
 * Optional fields may be `null`. Further fields are kept in `raw` and mean nothing. A delivery is `{"events":[…]}`, or one event alone.
 */
const eventSchema = z.object({
  type: z.enum(['granted', 'denied', 'taken']),
  at: z.iso
    .datetime({ offset: true, error: 'must be an instant with an offset, such as 2026-11-21T09:00:00+01:00' })
    .check(z.refine((at) => !Number.isNaN(instantToMs(at)), 'must be an instant that exists')),
  id: text(200),
  accessPoint: text(200),
  card: z.nullish(
    z.string().check(z.regex(/^(?:[\dA-Fa-f]{2}){1,64}$/, 'must be hexadecimal digits, two for each byte')),
  ),
  credential: text(200),
  reason: text(1000),
});

/** Reads a delivery in JSON. One event that cannot be read makes all of it unreadable, so that the sender keeps them. */
export function readJsonEvents(document: string): IpeviaJsonEvents {
  if (isTooDeep(document)) return { problem: 'it is nested too deeply' };
  const body = parseJson(document);
  if (body === undefined) return { problem: 'it is not JSON' };
  const records = recordsOf(body);
  if (records === undefined) return { problem: 'it is neither an event nor an object with a list of events' };
  const events: IpeviaDoorEvent[] = [];
  for (const [index, raw] of records.entries()) {
    const result = parseWithMessages(eventSchema, raw);
    if (!result.success) return { problem: `event ${index + 1}: ${formatProblems(describeIssues(result.error))}` };
    events.push(toDoorEvent(result.data, raw));
  }
  return { events };
}

function toDoorEvent(event: z.output<typeof eventSchema>, raw: JsonValue): IpeviaDoorEvent {
  const { type, id, accessPoint, credential } = event;
  const at = instantFromMs(instantToMs(event.at));
  const cardHex = event.card?.toUpperCase();
  const reason = type === 'denied' ? toDenyReason(event.reason ?? '') : undefined;
  // One passage may have one id for its decision and for itself.
  const said = [accessPoint ?? null, cardHex ?? null, credential ?? null, event.reason ?? null];
  return {
    sameness: canonicalJson(id == null ? ['said', type, at, ...said] : ['id', type, id]),
    type,
    at,
    ...(accessPoint == null ? {} : { accessPoint }),
    ...(cardHex === undefined ? {} : { cardHex }),
    ...(credential == null ? {} : { credential }),
    ...(reason === undefined ? {} : { reason }),
    raw,
  };
}

function parseJson(document: string): JsonValue | undefined {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function recordsOf(body: JsonValue): readonly JsonValue[] | undefined {
  if (!isObject(body)) return undefined;
  if (!Object.hasOwn(body, 'events')) return [body];
  const { events } = body;
  return isList(events) ? events : undefined;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Counts brackets outside of strings, before anything that calls itself for each level sees the document. */
function isTooDeep(document: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < document.length; at += 1) {
    const sign = document[at];
    if (isInText && sign === '\\') at += 1;
    else if (sign === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

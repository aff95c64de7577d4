import {
  type AccessEvent,
  type AccessEventFeed,
  type AccessEventPage,
  type AccessEventType,
  type CallOptions,
  type Clock,
  fingerprint,
  InvalidInputError,
  instantFromMs,
  type JsonValue,
  parseWithMessages,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { localToMs } from '../convert/salto-local-time';
import type { SaltoAuditEvent } from '../wire/salto-audit-event';
import type { SaltoClient } from '../wire/salto-client';
import type { SaltoProfile } from '../wire/salto-profile';
import type { XmlElement } from '../wire/salto-xml-element';
import { createSaltoWhereabouts, type SaltoWhereabouts } from './salto-whereabouts';

/** What the audit trail is read with. */
export interface SaltoAuditFeedOptions {
  readonly providerId: string;
  readonly client: SaltoClient;
  readonly timeZone: string;
  readonly operations: SaltoProfile['operations'];
  readonly clock: Clock;
}

/** Where reading went on: the highest id that was seen, and when that event was. */
type Cursor = { readonly after: number; readonly atMs?: number };

const cursorSchema: z.ZodMiniType<Cursor> = z.object({ after: z.number(), atMs: z.optional(z.number()) });

const CARDHOLDER = 0;
/** Most events of one page. */
const MOST_EVENTS = 1000;

/**
 * Space's audit trail as access events. The trail knows doors and cardholders; the directory knows zones and access levels. So an event is told
 * once for every zone of the door and every access level of the cardholder, mostly one and one. Where Space knows none, the ids of door and
 * cardholder stand in their place. `raw` is the record as Space has it.
 */
export function createSaltoAuditFeed(options: SaltoAuditFeedOptions): AccessEventFeed {
  const meanings = meaningsOf(options.operations);
  const whereabouts = createSaltoWhereabouts(options);
  return {
    async pull({ cursor, limit }, callOptions): Promise<AccessEventPage> {
      const from = readCursor(cursor);
      if (from === undefined) return { events: [], cursor: await present(options, callOptions), isMore: false };
      // The start may or may not be in the answer, so one more is asked for; a page of one would never move on.
      const asked = { startingFrom: from.after, limit: Math.min(limit + 1, MOST_EVENTS) };
      const { events, isLast } = await options.client.auditTrail.read(asked, callOptions);
      const fresh = events.filter(({ id }) => id > from.after).sort((a, b) => a.id - b.id);
      let { after, atMs } = from;
      const found: AccessEvent[] = [];
      for (const event of fresh) {
        const at = localToMs(options.timeZone, event.localDateTime, atMs);
        const meaning = meanings.get(event.operation);
        const told =
          meaning !== undefined && isCardholder(event)
            ? await toAccessEvents(options, whereabouts, { event, meaning, atMs: at, callOptions })
            : [];
        // All that one entry of the trail tells is in one page.
        if (found.length > 0 && found.length + told.length > limit) break;
        found.push(...told);
        after = event.id;
        atMs = at;
      }
      const next: Cursor = { after, ...(atMs === undefined ? {} : { atMs }) };
      const isCut = after !== (fresh.at(-1)?.id ?? after);
      return { events: found, cursor: next, isMore: isCut || (!isLast && fresh.length > 0) };
    },
  };
}

interface Meaning {
  readonly type: AccessEventType;
  readonly reason?: string;
}

function meaningsOf(operations: SaltoProfile['operations']): ReadonlyMap<number, Meaning> {
  return new Map<number, Meaning>([
    [operations.openedByKey, { type: 'granted' }],
    [operations.notAllowed, { type: 'denied', reason: 'not_allowed_here' }],
    [operations.outOfTime, { type: 'denied', reason: 'out_of_time' }],
    [operations.notActivated, { type: 'denied', reason: 'not_activated' }],
    [operations.expired, { type: 'denied', reason: 'expired' }],
    [operations.outOfDate, { type: 'denied', reason: 'out_of_date' }],
  ]);
}

/** The newest event of the trail: what is older is history. */
async function present({ client, clock }: SaltoAuditFeedOptions, callOptions: CallOptions): Promise<Cursor> {
  const { events } = await client.auditTrail.read({ limit: 2, isDescending: true }, callOptions);
  // What comes next is not before now: that tells the two equal hours of an autumn night apart.
  return { after: Math.max(0, ...events.map(({ id }) => id)), atMs: clock.nowMs() };
}

function readCursor(cursor: JsonValue | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const result = parseWithMessages(cursorSchema, cursor);
  if (result.success) return result.data;
  throw new InvalidInputError({
    subject: 'cursor of a Salto audit trail',
    problems: [{ path: 'cursor', message: 'must be one that an earlier pull has answered' }],
  });
}

function isCardholder({ subjectType }: SaltoAuditEvent): boolean {
  return subjectType === undefined || subjectType === CARDHOLDER;
}

async function toAccessEvents(
  { providerId }: SaltoAuditFeedOptions,
  whereabouts: SaltoWhereabouts,
  told: { event: SaltoAuditEvent; meaning: Meaning; atMs: number; callOptions: CallOptions },
): Promise<AccessEvent[]> {
  const { event, meaning, atMs, callOptions } = told;
  const { id, door = '', subject, source, isExit } = event;
  const places = orElse(await whereabouts.zonesOf(door, callOptions), door);
  const subjects =
    subject === undefined ? [undefined] : orElse(await whereabouts.levelsOf(subject, callOptions), subject);
  return places.flatMap((place) =>
    subjects.map(
      (of): AccessEvent => ({
        id: `salto/${providerId}/${id}/${fingerprint(JSON.stringify([place, of ?? null])).slice(0, 8)}`,
        type: meaning.type,
        providerId,
        place,
        ...(of === undefined ? {} : { subject: of }),
        at: instantFromMs(atMs),
        ...(meaning.type === 'granted' && isExit !== true ? { isEntry: true } : {}),
        ...(meaning.reason === undefined ? {} : { reason: meaning.reason }),
        raw: toJson(source),
      }),
    ),
  );
}

function orElse(ids: readonly string[], instead: string): readonly string[] {
  return ids.length === 0 ? [instead] : ids;
}

/** The record as Space sent it, as plain JSON. */
function toJson({ name, text, children }: XmlElement): JsonValue {
  return {
    name,
    ...(text === undefined ? {} : { text }),
    ...(children === undefined ? {} : { children: children.map(toJson) }),
  };
}

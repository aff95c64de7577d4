import {
  type AccessEventFeed,
  type AccessEventPage,
  AcxError,
  type CallOptions,
  type Clock,
  InvalidInputError,
  type JsonValue,
  parseWithMessages,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpeviaEvents } from '../wire/ipevia-events';
import type { IpeviaProfile } from '../wire/ipevia-profile';
import type { IpeviaAccessEvents } from './ipevia-access-events';
import { notificationToDoorEvent } from './ipevia-notification-event';
import { type IpeviaHeldTerm, isSubscriptionGone, isTermHalfOver, toHeldTerm } from './ipevia-term';

/** What events are pulled with. */
export interface IpeviaPullOptions {
  readonly source: Pick<IpeviaEvents, 'createPullPoint' | 'renew' | 'pull'>;
  readonly profile: IpeviaProfile;
  readonly accessEvents: IpeviaAccessEvents;
  readonly clock: Clock;
  /** How long a pull point is to last. */
  readonly minutes: number;
}

const cursorSchema: z.ZodMiniType<IpeviaHeldTerm> = z.object({
  address: z.string(),
  terminationTime: z.iso.datetime(),
  termMs: z.number(),
});

/** How long the vendor may wait for an event. Not 0, which some take for "for ever". */
const PATIENCE_SECONDS = 1;

/**
 * Events of a pull point, which collects them at the vendor. The first pull makes it, so events begin there. It is renewed when half of its
 * term has passed.
 *
 * What is lost, because ONVIF keeps nothing: what a pull has answered is gone at the vendor, so an answer that never arrives, or is never
 * stored, loses its events (at most `limit`). When the pull point is gone, because nobody pulled for its whole term or the controller was
 * restarted, a new one is made and what happened between is lost. Pushed events have neither gap.
 *
 * A credential that cannot be looked up does not stop the page: its event is told without a subject.
 */
export function createIpeviaPull(options: IpeviaPullOptions): NonNullable<AccessEventFeed['pull']> {
  const { source, profile, accessEvents, clock, minutes } = options;
  const seconds = minutes * 60;
  const askedMs = seconds * 1000;

  const begin = async (callOptions: CallOptions): Promise<AccessEventPage> => {
    const nowMs = clock.nowMs();
    const made = await source.createPullPoint({ seconds }, callOptions);
    return { events: [], cursor: toHeldTerm(made.address, made, { nowMs, askedMs }), isMore: false };
  };

  const renew = async (held: IpeviaHeldTerm, callOptions: CallOptions): Promise<IpeviaHeldTerm> => {
    const { address } = held;
    const nowMs = clock.nowMs();
    try {
      return toHeldTerm(address, await source.renew({ address, seconds }, callOptions), { nowMs, askedMs });
    } catch (failure) {
      // As long as it answers, its events are worth more than its term; if it does not, the pull says so.
      if (AcxError.isInstance(failure)) return held;
      throw failure;
    }
  };

  return async ({ cursor, limit }, callOptions) => {
    const stored = readCursor(cursor);
    if (stored === undefined) return begin(callOptions);
    const held = isTermHalfOver(stored, clock.nowMs()) ? await renew(stored, callOptions) : stored;
    const { address } = held;
    const nowMs = clock.nowMs();
    try {
      const answer = await source.pull({ address, timeoutSeconds: PATIENCE_SECONDS, limit }, callOptions);
      const { notifications } = answer;
      const told = notifications.flatMap((notification) => notificationToDoorEvent(profile, notification) ?? []);
      const events = await accessEvents.of(told, callOptions);
      const next = toHeldTerm(address, answer, { nowMs, askedMs });
      const termMs = Math.max(held.termMs, next.termMs);
      return { events, cursor: { ...next, termMs }, isMore: notifications.length >= limit };
    } catch (failure) {
      if (isSubscriptionGone(failure)) return begin(callOptions);
      throw failure;
    }
  };
}

function readCursor(cursor: JsonValue | undefined): IpeviaHeldTerm | undefined {
  if (cursor === undefined) return undefined;
  const result = parseWithMessages(cursorSchema, cursor);
  if (result.success) return result.data;
  throw new InvalidInputError({
    subject: 'cursor of iPevia events',
    problems: [{ path: 'cursor', message: 'must be one that an earlier pull has answered' }],
  });
}

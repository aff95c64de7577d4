import { createHmac, randomBytes } from 'node:crypto';
import {
  type CallOptions,
  type Clock,
  type Decision,
  type DecisionRequest,
  instantToMs,
  type Logger,
} from '@acx/core/provider';
import type { BookingsOneClient } from '../wire/bookings-one-client';
import type { BookingsOneDoor } from './bookings-one-door';
import { judgeBookingsOneStanding } from './bookings-one-judge-standing';
import { createBookingsOneLookupPlaces } from './bookings-one-lookup-places';
import { createBookingsOneLookups } from './bookings-one-lookups';
import { type BookingsOneQrRules, readBookingsOneQrCode } from './bookings-one-read-qr-code';
import { createBookingsOneStandings, type KeptStanding } from './bookings-one-standings';

/** What visitors are decided with. */
export interface BookingsOneVisitorRules {
  readonly providerId: string;
  readonly client: Pick<BookingsOneClient, 'visitor'>;
  readonly doors: readonly BookingsOneDoor[];
  readonly qr: BookingsOneQrRules;
  readonly decideWithinMs: number;
  readonly denialCacheMs: number;
  readonly allowanceCacheMs: number;
  readonly concurrentLookups: number;
  readonly timeZone?: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Decides at the doors. */
export interface BookingsOneVisitorDecider {
  /** Never rejects: whatever is unclear is a denial with its reason. */
  decide(request: DecisionRequest, options: CallOptions): Promise<Decision>;
  /** What has come of lookups since the start. Failures are none. */
  tally(): BookingsOneLookupTally;
  /** From now on every answer is a denial as `unavailable`, and there is no timer any more. */
  close(): void;
}

/** Answers about visitors. */
export interface BookingsOneLookupTally {
  readonly answered: number;
  /** Those of them in which the server has known the code, or had a word for not knowing it. */
  readonly found: number;
}

/** A question about another time than now is not answered. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
const KEPT_ANSWERS = 10_000;
/** Somebody has to look at the system, not at the visitor. */
const troubles: ReadonlySet<string> = new Set(['unavailable', 'late', 'busy', 'clock_difference']);

const deny = (reason: string, errorCode?: string): Verdict => ({ decision: { verdict: 'deny', reason }, errorCode });

interface Verdict {
  readonly decision: Decision;
  readonly errorCode?: string;
}

/**
 * The registration code of a QR code → the visiting status → allow or deny. Of codes it keeps fingerprints only, made with a key that this
 * process alone has.
 */
export function createBookingsOneVisitorDecider(rules: BookingsOneVisitorRules): BookingsOneVisitorDecider {
  const { providerId, client, qr, decideWithinMs, denialCacheMs, allowanceCacheMs, concurrentLookups } = rules;
  const { clock, logger } = rules;
  const doors = new Map(rules.doors.map((door) => [door.place, door]));
  const fingerprintKey = randomBytes(32);
  const standings = createBookingsOneStandings(KEPT_ANSWERS);
  let tally: BookingsOneLookupTally = { answered: 0, found: 0 };
  let isClosed = false;
  const keysOf = (registrationCode: string): ((place: string) => string) => {
    const mark = createHmac('sha256', fingerprintKey).update(registrationCode).digest('base64');
    return (place) => `${mark} ${place}`;
  };

  /** What a denial at one door says of the visitor is true at the others. */
  const forgetAllowances = (registrationCode: string): void => {
    lookups.distrust(registrationCode);
    const keyOf = keysOf(registrationCode);
    for (const { place, direction } of rules.doors) {
      const kept = standings.find(keyOf(place));
      if (kept === undefined) continue;
      const { verdict } = judgeBookingsOneStanding(kept.standing, direction, clock.nowMs());
      if (verdict === 'allow') standings.forget(keyOf(place));
    }
  };

  const hasDepartures = rules.doors.some(({ direction }) => direction === 'departure');
  const lookups = createBookingsOneLookups({
    client,
    clock,
    decideWithinMs,
    places: createBookingsOneLookupPlaces({ clock, concurrentLookups, hasDepartures }),
    timeZone: rules.timeZone,
    onAsked({ direction, registrationCode }) {
      // Whoever leaves is not let in again by what was true before, and the other way round.
      const keyOf = keysOf(registrationCode);
      for (const door of rules.doors) if (door.direction !== direction) standings.forget(keyOf(door.place));
    },
    onAnswered({ lookup: { place, direction, registrationCode }, standing, askedAtMs, mayBeKept }) {
      tally = { answered: tally.answered + 1, found: tally.found + (standing === undefined ? 0 : 1) };
      const { verdict } = judgeBookingsOneStanding(standing, direction, clock.nowMs());
      if (verdict === 'deny') forgetAllowances(registrationCode);
      if (mayBeKept) standings.keep(keysOf(registrationCode)(place), { standing, askedAtMs });
    },
  });

  const recall = (kept: KeptStanding | undefined, door: BookingsOneDoor, atMs: number): Decision | undefined => {
    if (kept === undefined) return undefined;
    const decision = judgeBookingsOneStanding(kept.standing, door.direction, atMs);
    // The receptionist module hears of everybody who leaves, so nobody is let out from memory.
    const limitMs = decision.verdict === 'deny' ? denialCacheMs : door.direction === 'arrival' ? allowanceCacheMs : 0;
    const ageMs = clock.nowMs() - kept.askedAtMs;
    return ageMs >= 0 && ageMs < limitMs ? decision : undefined;
  };

  const judge = async (request: DecisionRequest, { signal, takeTurn }: CallOptions): Promise<Verdict> => {
    if (isClosed) return deny('unavailable');
    const { credential, at } = request;
    const door = doors.get(request.place);
    if (door === undefined) return deny('unknown_place');
    if (credential.kind !== 'qr') return deny('unsupported_credential');
    const atMs = instantToMs(at);
    if (!(Math.abs(atMs - clock.nowMs()) <= CLOCK_TOLERANCE_MS)) return deny('clock_difference');
    const reading = readBookingsOneQrCode(credential.value, qr);
    if ('refused' in reading) return deny(reading.refused);
    if (signal?.aborted) return deny('late');

    const { place, direction } = door;
    const recalled = recall(standings.find(keysOf(reading.code)(place)), door, atMs);
    if (recalled !== undefined) return { decision: recalled };
    const lookup = { place, direction, registrationCode: reading.code };
    const result = await untilAborted(lookups.ask(lookup, takeTurn), signal);
    if (result === undefined) return deny('late');
    if ('failed' in result) return deny(result.failed, result.errorCode);
    return { decision: judgeBookingsOneStanding(result.standing, direction, atMs) };
  };

  return {
    async decide(request, options) {
      try {
        const { decision, errorCode } = await judge(request, options);
        const { verdict, reason } = decision;
        // A place that is not ours may be anything, even a code in the wrong field.
        const place = reason === 'unknown_place' ? undefined : request.place;
        const fields = { providerId, place, verdict, reason, errorCode };
        if (troubles.has(reason)) logger.warn('A visitor could not be decided on, so the door stays shut', fields);
        else logger.debug('A visitor was decided on', fields);
        return decision;
      } catch {
        return deny('unavailable').decision;
      }
    },
    tally: () => tally,
    close() {
      isClosed = true;
      lookups.close();
      standings.clear();
    },
  };
}

/** `undefined` when this caller waits no longer. The lookup goes on for the others. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result | undefined> {
  if (signal === undefined) return work;
  return new Promise((resolve) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve).finally(() => signal.removeEventListener('abort', stop));
  });
}

import type { FakeRecord } from '../fake/fake-record';
import { EDGE_MS, NOTICE_WITHIN_MS, PROMPT_MS, RECOVERY_MS } from './fault-bounds';
import type { FaultWorld } from './fault-world';
import { isOpenAt } from './landing-laws';
import { everySubjectAtPlace, isInSpans, pairKey } from './wanted-windows';

/** How soon after its time has come a door is looked at for the first time. */
const SEEN_WITHIN_MS = 60_000;

/** Judges whenever the clock stands. */
export interface StandingLaws {
  judge(): void;
  /** The doors are as the bookings say, now, for everybody of whom the engine can know. Returns how many were asked. */
  judgeDoors(): number;
}

/** Laws about what the doors do now. */
export function createStandingLaws(world: FaultWorld): StandingLaws {
  const { clock, judge, wishes, vendor, weather, minuteOf, crew } = world;
  const shutSince = new Map<string, number>();
  const clockOf = (minute: number): number => world.startMs + minute * 60_000;
  let askedMs = Number.NEGATIVE_INFINITY;

  const opens = (records: readonly FakeRecord[], pair: string): boolean =>
    records.some((record) => pairKey(record) === pair && isOpenAt(record, clock.nowMs()));

  const judgeDoors = (): number => {
    const nowMs = clock.nowMs();
    const records = vendor.ours();
    const held = (pair: string): string => JSON.stringify(records.filter((record) => pairKey(record) === pair));
    const edges = new Map<string, number[]>();
    // Of each booking by itself: where two of them touch, one right may be handed over to the next.
    for (const door of wishes.doors())
      edges.set(pairKey(door), [...(edges.get(pairKey(door)) ?? []), door.span.from, door.span.to]);
    let asked = 0;
    for (const pair of everySubjectAtPlace.map(pairKey)) {
      if (vendor.surpriseAt(pair) !== undefined || nowMs - wishes.changedMs(pair) < PROMPT_MS) continue;
      const spans = wishes.wanted(pair);
      if (edges.get(pair)?.some((minute) => Math.abs(clockOf(minute) - nowMs) <= EDGE_MS)) continue;
      const now = isInSpans(spans, minuteOf(nowMs));
      asked += 1;
      const isOpen = opens(records, pair);
      if (isOpen && !now) judge.condemn('nobody in without a booking', `${pair} opens for no booking: ${held(pair)}.`);
      if (!isOpen && now)
        judge.condemn(
          'nobody out with one',
          `${pair} is shut in ${JSON.stringify(spans)} (minutes); held: ${held(pair)}.`,
        );
    }
    return asked;
  };

  /** A door that is shut when its time comes is told of before long, whatever the trouble is. */
  const judgeNotices = (): void => {
    const nowMs = clock.nowMs();
    const records = vendor.ours();
    for (const door of wishes.doors()) {
      const { booking, span } = door;
      const pair = pairKey(door);
      const changedMs = wishes.changedMs(pair);
      const dueMs = Math.max(changedMs, clockOf(span.from));
      const key = `${booking.id} ${pair} ${dueMs}`;
      if (nowMs < dueMs || nowMs >= clockOf(booking.endMinute)) continue;
      const shutMs = shutSince.get(key);
      if (shutMs === undefined) {
        // Somebody stands there now and then; if nobody did when its time came, nothing is known.
        const isSeen = nowMs < dueMs + SEEN_WITHIN_MS && !opens(records, pair);
        shutSince.set(key, isSeen ? nowMs : Number.POSITIVE_INFINITY);
        continue;
      }
      if (nowMs < shutMs + NOTICE_WITHIN_MS) continue;
      shutSince.set(key, Number.POSITIVE_INFINITY);
      const surprise = vendor.surpriseAt(pair);
      const isKnown = surprise === undefined || surprise === 'refused';
      const isHeard = Math.min(weather.audibleMs(), crew.watchedMs()) >= NOTICE_WITHIN_MS;
      if (isKnown && isHeard && !opens(records, pair) && !world.host.isTold(booking.id))
        judge.condemn('no silent failure', `${pair} has been shut since ${booking.id} wanted it, and nobody was told.`);
    }
  };

  return {
    judge() {
      // Nothing that is judged here depends on parts of a second.
      if (clock.nowMs() - askedMs < 1_000) return;
      askedMs = clock.nowMs();
      judgeNotices();
      if (weather.calmMs() > RECOVERY_MS && crew.working.length > 0) judgeDoors();
    },
    judgeDoors,
  };
}

import type { FakeRecord } from '../fake/fake-record';
import { EDGE_MS, NOTICE_WITHIN_MS, PROMPT_MS, RECOVERY_MS } from './fault-bounds';
import type { FaultWorld } from './fault-world';
import { isOpenAt } from './landing-laws';
import { everySubjectAtPlace, isInSpans, pairKey } from './wanted-windows';

/** Judges whenever the clock stands. */
export interface StandingLaws {
  judge(): void;
  /** The doors are as the bookings say, now, for everybody of whom the engine can know. Returns how many were asked. */
  judgeDoors(): number;
}

/** Laws about what the doors do now. */
export function createStandingLaws(world: FaultWorld): StandingLaws {
  const { clock, judge, wishes, vendor, weather, minuteOf, crew } = world;
  const closedAtStart = new Map<string, boolean>();
  let askedMs = Number.NEGATIVE_INFINITY;

  const opens = (records: readonly FakeRecord[], pair: string): boolean =>
    records.some((record) => pairKey(record) === pair && isOpenAt(record, clock.nowMs()));

  const judgeDoors = (): number => {
    const nowMs = clock.nowMs();
    const records = vendor.ours();
    let asked = 0;
    for (const pair of everySubjectAtPlace.map(pairKey)) {
      if (vendor.surpriseAt(pair) !== undefined || nowMs - wishes.changedMs(pair) < PROMPT_MS) continue;
      const spans = wishes.wanted(pair);
      const [soon, now, before] = [nowMs + EDGE_MS, nowMs, nowMs - EDGE_MS].map((ms) => isInSpans(spans, minuteOf(ms)));
      if (soon !== now || now !== before) continue;
      asked += 1;
      const isOpen = opens(records, pair);
      if (isOpen && !now) judge.condemn('nobody in without a booking', `${pair} opens for no booking.`);
      if (!isOpen && now) judge.condemn('nobody out with one', `${pair} is shut, although a booking runs.`);
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
      const atStart = closedAtStart.get(key);
      if (atStart === undefined) closedAtStart.set(key, !opens(records, pair) && nowMs < dueMs + 5_000);
      const isLate = nowMs >= dueMs + NOTICE_WITHIN_MS;
      if (atStart !== true || !isLate) continue;
      closedAtStart.set(key, false);
      const surprise = vendor.surpriseAt(pair);
      const isKnown = surprise === undefined || surprise === 'refused';
      const isHeard = Math.min(weather.audibleMs(), crew.watchedMs()) >= NOTICE_WITHIN_MS;
      if (isKnown && isHeard && !opens(records, pair) && !world.host.isTold(booking.id))
        judge.condemn('no silent failure', `${pair} has been shut since ${booking.id} wanted it, and nobody was told.`);
    }
  };
  const clockOf = (minute: number): number => world.startMs + minute * 60_000;

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

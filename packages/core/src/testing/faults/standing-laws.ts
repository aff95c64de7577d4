import type { FakeRecord } from '../fake/fake-record';
import { EDGE_MS, NOTICE_WITHIN_MS, PROMPT_MS, RECOVERY_MS } from './fault-bounds';
import type { FaultWorld } from './fault-world';
import { isOpenAt } from './landing-laws';
import { type BookingDoor, everyPair, isInSpans, pairKey, type SubjectAtPlace } from './wanted-windows';

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
  let edges: { readonly of: readonly BookingDoor[]; readonly byPair: ReadonlyMap<string, readonly number[]> } = noEdges;

  const recordsOf = (records: readonly FakeRecord[], pair: string): FakeRecord[] =>
    records.filter((record) => pairKey(record) === pair);
  const opens = (records: readonly FakeRecord[], { subject, place }: SubjectAtPlace): boolean =>
    records.some((record) => record.subject === subject && record.place === place && isOpenAt(record, clock.nowMs()));
  /** Of each booking by itself: where two of them touch, one right may be handed over to the next. */
  const isAtEdge = (pair: string): boolean => {
    if (edges.of !== wishes.doors()) edges = { of: wishes.doors(), byPair: edgesByPair(wishes.doors()) };
    return edges.byPair.get(pair)?.some((minute) => Math.abs(clockOf(minute) - clock.nowMs()) <= EDGE_MS) ?? false;
  };

  const judgeDoors = (): number => {
    const nowMs = clock.nowMs();
    const records = vendor.ours();
    const held = (pair: string): string => JSON.stringify(recordsOf(records, pair));
    const open = new Set(records.filter((record) => isOpenAt(record, nowMs)).map(pairKey));
    let asked = 0;
    for (const pair of everyPair) {
      if (vendor.surpriseAt(pair) !== undefined || nowMs - wishes.changedMs(pair) < PROMPT_MS) continue;
      if (isAtEdge(pair)) continue;
      const spans = wishes.wanted(pair);
      const now = isInSpans(spans, minuteOf(nowMs));
      asked += 1;
      const isOpen = open.has(pair);
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
    let records: readonly FakeRecord[] | undefined;
    for (const door of wishes.doors()) {
      const { booking, span, pair } = door;
      if (nowMs < clockOf(span.from) || nowMs >= clockOf(booking.endMinute)) continue;
      const dueMs = Math.max(wishes.changedMs(pair), clockOf(span.from));
      if (nowMs < dueMs) continue;
      records ??= vendor.ours();
      const key = `${booking.id} ${pair} ${dueMs}`;
      const shutMs = shutSince.get(key);
      if (shutMs === undefined) {
        // Somebody stands there now and then; if nobody did when its time came, nothing is known.
        const isSeen = nowMs < dueMs + SEEN_WITHIN_MS && !opens(records, door);
        shutSince.set(key, isSeen ? nowMs : Number.POSITIVE_INFINITY);
        continue;
      }
      if (nowMs < shutMs + NOTICE_WITHIN_MS) continue;
      shutSince.set(key, Number.POSITIVE_INFINITY);
      const surprise = vendor.surpriseAt(pair);
      const isKnown = surprise === undefined || surprise === 'refused';
      const isHeard = Math.min(weather.audibleMs(), crew.watchedMs()) >= NOTICE_WITHIN_MS;
      if (isKnown && isHeard && !opens(records, door) && !world.host.isTold(booking.id))
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

const noEdges = { of: [], byPair: new Map<string, readonly number[]>() };

function edgesByPair(doors: readonly BookingDoor[]): Map<string, number[]> {
  const edges = new Map<string, number[]>();
  for (const { pair, span } of doors) edges.set(pair, [...(edges.get(pair) ?? []), span.from, span.to]);
  return edges;
}

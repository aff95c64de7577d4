import { lawDirectory } from '../laws/law-world';
import type { MinuteBooking } from '../laws/wanted-minutes';
import { type BookingDoor, bookingDoors, type MinuteSpan, mergeSpans } from './wanted-windows';

/** One thing that the host says of a booking. */
export interface Saying {
  readonly bookingId: string;
  readonly revision: number;
  /** Absent: it is cancelled. */
  readonly booking?: MinuteBooking;
}

/** Everything that the host has said, and what the engine may know of it. */
export interface FaultWishes {
  /** Says something new of a booking; it counts from when it is acknowledged. */
  say(bookingId: string, booking: MinuteBooking | undefined): Saying;
  /** The engine has promised that it is stored. */
  acknowledge(saying: Saying): void;
  /** The last word on each booking. */
  latest(): Saying[];
  /** What the confirmed bookings open, by the last word on each. */
  doors(): readonly BookingDoor[];
  /** When a subject may pass a place, by the last word on each booking. */
  wanted(pair: string): readonly MinuteSpan[];
  /** Since when nothing about a subject at a place has changed; infinite while the engine may not know yet. */
  changedMs(pair: string): number;
  /** Something else has happened by which the doors have to change. */
  touch(pair: string): void;
  /** When a subject might pass a place by anything that was said and was not taken back before the instant; buffers unclipped. */
  possible(pair: string, sinceMs: number): MinuteSpan[];
  /** The confirmed bookings that the engine has known since before the instant and of which nothing else was ever said later. */
  certain(sinceMs: number): MinuteBooking[];
  /** What the engine has not acknowledged yet, in words. */
  notKnown(): string[];
}

interface Version extends Saying {
  knownMs: number;
  /** When something newer was acknowledged. */
  outdatedMs: number;
  readonly doors: readonly BookingDoor[];
  /** What it says, or said before, is about these. */
  readonly resourceIds: readonly (string | undefined)[];
  /** The pairs of which the engine cannot know everything before it knows this. */
  readonly touched: Set<string>;
}

/** A host that has said nothing yet. */
export function createFaultWishes(nowMs: () => number): FaultWishes {
  const versions = new Map<string, Version[]>();
  const changed = new Map<string, number>();
  let doors: readonly BookingDoor[] = [];
  let spans: ReadonlyMap<string, MinuteSpan[]> = new Map();

  const latest = (): Version[] => [...versions.values()].flatMap((list) => list.at(-1) ?? []);
  const all = (): Version[] => [...versions.values()].flat();
  const remember = (): string[] => {
    const confirmed = latest().flatMap(({ booking }) => booking ?? []);
    doors = confirmed.flatMap((booking) => bookingDoors(booking, confirmed));
    const former = spans;
    spans = spansByPair(doors);
    return [...new Set([...former.keys(), ...spans.keys()])].filter(
      (pair) => JSON.stringify(former.get(pair)) !== JSON.stringify(spans.get(pair)),
    );
  };

  return {
    say(bookingId, booking) {
      const list = versions.get(bookingId) ?? [];
      const known = list.at(-1);
      // A cancellation may carry the revision that it cancels.
      const isTakenBack = booking === undefined && known?.booking !== undefined && list.length % 2 === 0;
      const revision = (known?.revision ?? 0) + (isTakenBack ? 0 : 1);
      const saying: Saying = { bookingId, revision, ...(booking && { booking }) };
      const version: Version = {
        ...{ ...saying, ...unknown },
        doors: booking === undefined ? [] : bookingDoors(booking, []),
        resourceIds: [booking?.resourceId, known?.booking?.resourceId],
        touched: new Set(),
      };
      versions.set(bookingId, [...list, version]);
      // A neighbour that the engine does not know yet may clip the buffers of this one.
      const neighbours = all().filter(({ knownMs, resourceIds }) => {
        return knownMs === Number.POSITIVE_INFINITY && resourceIds.some((id) => id && version.resourceIds.includes(id));
      });
      for (const pair of remember()) {
        changed.set(pair, Number.POSITIVE_INFINITY);
        for (const { touched } of neighbours) touched.add(pair);
      }
      return saying;
    },
    acknowledge({ bookingId, revision, booking }) {
      const list = versions.get(bookingId) ?? [];
      const index = list.findIndex((item) => item.revision === revision && item.booking === booking);
      const version = list[index];
      if (version === undefined || version.knownMs !== Number.POSITIVE_INFINITY) return;
      version.knownMs = nowMs();
      for (const older of list.slice(0, index)) older.outdatedMs = Math.min(older.outdatedMs, nowMs());
      const open = new Set(
        all().flatMap((item) => (item.knownMs === Number.POSITIVE_INFINITY ? [...item.touched] : [])),
      );
      for (const pair of version.touched) if (!open.has(pair)) changed.set(pair, nowMs());
    },
    latest,
    doors: () => doors,
    wanted: (pair) => spans.get(pair) ?? [],
    changedMs: (pair) => changed.get(pair) ?? Number.NEGATIVE_INFINITY,
    touch(pair) {
      changed.set(pair, Math.max(changed.get(pair) ?? 0, nowMs()));
    },
    possible: (pair, sinceMs) =>
      mergeSpans(
        all()
          .filter(({ outdatedMs }) => outdatedMs > sinceMs)
          .flatMap((version) => version.doors.filter((door) => door.pair === pair))
          .map(({ span }) => span),
      ),
    certain: (sinceMs) => latest().flatMap(({ booking, knownMs }) => (booking && knownMs <= sinceMs ? booking : [])),
    notKnown: () =>
      all().flatMap(({ bookingId, revision, knownMs }) =>
        knownMs === Number.POSITIVE_INFINITY ? `${bookingId} revision ${revision}` : [],
      ),
  };
}

const unknown = { knownMs: Number.POSITIVE_INFINITY, outdatedMs: Number.POSITIVE_INFINITY };

function spansByPair(doors: readonly BookingDoor[]): Map<string, MinuteSpan[]> {
  const found = new Map<string, MinuteSpan[]>();
  for (const { pair, span } of doors) found.set(pair, [...(found.get(pair) ?? []), span]);
  return new Map([...found].map(([pair, list]) => [pair, mergeSpans(list)]));
}

/** The subjects of some holders. */
export function subjectsOf(holderIds: readonly string[]): string[] {
  return lawDirectory.holders
    .filter(({ id }) => holderIds.includes(id))
    .flatMap(({ subjects }) => subjects.map(({ subject }) => subject));
}

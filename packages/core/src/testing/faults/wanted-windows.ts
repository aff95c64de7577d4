import { lawDirectory } from '../laws/law-world';
import type { MinuteBooking } from '../laws/wanted-minutes';

/** A stretch of time in minutes after the start of the history, its end not included. */
export interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/** Who may pass where. */
export interface SubjectAtPlace {
  readonly subject: string;
  readonly place: string;
}

/** Names a subject at a place. */
export function pairKey({ subject, place }: SubjectAtPlace): string {
  return `${subject} ${place}`;
}

/** When one booking opens each of its doors, for each of its people. */
export interface BookingDoor extends SubjectAtPlace {
  /** Names its subject and its place. */
  readonly pair: string;
  readonly booking: MinuteBooking;
  readonly span: MinuteSpan;
}

/**
 * The judge's own idea of when a booking opens what, straight from the words of the laws. Shares nothing with the mapping: a buffer is
 * walked, minute by minute, until it meets a minute that a neighbour has booked.
 */
export function bookingDoors(booking: MinuteBooking, all: readonly MinuteBooking[]): BookingDoor[] {
  const resource = lawDirectory.resources.find(({ id }) => id === booking.resourceId);
  if (resource === undefined) return [];
  const neighbours = 'use' in resource ? [] : all.filter((other) => isNeighbour(other, booking));
  const isTaken = (minute: number): boolean =>
    neighbours.some(({ startMinute, endMinute }) => startMinute <= minute && minute < endMinute);
  const subjects = lawDirectory.holders
    .filter(({ id }) => booking.holderIds.includes(id))
    .flatMap((holder) => holder.subjects.map(({ subject }) => subject));
  return resource.places.flatMap((entry) => {
    const early = 'earlyMinutes' in entry ? entry.earlyMinutes : 0;
    const late = 'lateMinutes' in entry ? entry.lateMinutes : 0;
    let from = booking.startMinute;
    while (booking.startMinute - from < early && !isTaken(from - 1)) from -= 1;
    let to = booking.endMinute;
    while (to - booking.endMinute < late && !isTaken(to)) to += 1;
    const span = { from, to };
    return subjects.map((subject) => {
      const at = { subject, place: entry.place };
      return { ...at, pair: pairKey(at), booking, span };
    });
  });
}

function isNeighbour(other: MinuteBooking, booking: MinuteBooking): boolean {
  return other.id !== booking.id && other.resourceId === booking.resourceId;
}

/** The same time as spans that do not touch, in order. */
export function mergeSpans(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** True when the minute lies in one of them. */
export function isInSpans(spans: readonly MinuteSpan[], minute: number): boolean {
  return spans.some(({ from, to }) => from <= minute && minute < to);
}

/** Every subject at every place. */
export const everySubjectAtPlace: readonly SubjectAtPlace[] = lawDirectory.holders
  .flatMap(({ subjects }) => subjects.map(({ subject }) => subject))
  .flatMap((subject) =>
    lawDirectory.resources.flatMap(({ places }) => places.map(({ place }) => ({ subject, place: place as string }))),
  );

/** The names of all of them. */
export const everyPair: readonly string[] = everySubjectAtPlace.map(pairKey);

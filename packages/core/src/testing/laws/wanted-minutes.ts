import { lawDirectory } from './law-world';

/** A booking in minutes after the start of the play. */
export interface MinuteBooking {
  readonly id: string;
  readonly resourceId: (typeof lawDirectory.resources)[number]['id'];
  readonly startMinute: number;
  readonly endMinute: number;
  readonly holderIds: readonly (typeof lawDirectory.holders)[number]['id'][];
}

/**
 * The judge's own idea of who may pass where and when, minute by minute, straight from the words of the laws. Shares nothing with the mapping:
 * a buffer is walked, minute by minute, until it meets a minute that a neighbour has booked.
 */
export function wantedMinutes(bookings: readonly MinuteBooking[]): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const booking of bookings) {
    const resource = lawDirectory.resources.find(({ id }) => id === booking.resourceId);
    if (resource === undefined) continue;
    const isShared = 'use' in resource;
    const isNeighbours = (minute: number): boolean =>
      !isShared &&
      bookings.some(
        (other) =>
          other.id !== booking.id &&
          other.resourceId === booking.resourceId &&
          other.startMinute <= minute &&
          minute < other.endMinute,
      );
    for (const place of resource.places) {
      const early = 'earlyMinutes' in place ? place.earlyMinutes : 0;
      const late = 'lateMinutes' in place ? place.lateMinutes : 0;
      const minutes: number[] = [];
      for (let minute = booking.startMinute; minute < booking.endMinute; minute += 1) minutes.push(minute);
      for (let step = 1; step <= early && !isNeighbours(booking.startMinute - step); step += 1)
        minutes.push(booking.startMinute - step);
      for (let step = 0; step < late && !isNeighbours(booking.endMinute + step); step += 1)
        minutes.push(booking.endMinute + step);
      for (const holderId of booking.holderIds)
        for (const { subject } of lawDirectory.holders.find(({ id }) => id === holderId)?.subjects ?? [])
          for (const minute of minutes) wanted.add(wantedKey({ subject, place: place.place, minute }));
    }
  }
  return wanted;
}

/** Names one minute of one subject at one place. */
export function wantedKey(question: { subject: string; place: string; minute: number }): string {
  return `${question.subject} ${question.place} ${question.minute}`;
}

/** Every subject at every place of the play. */
export const everyPair: readonly { subject: string; place: string }[] = lawDirectory.holders
  .flatMap(({ subjects }) => subjects.map(({ subject }) => subject))
  .flatMap((subject) =>
    lawDirectory.resources.flatMap(({ places }) => places.map(({ place }) => ({ subject, place: place as string }))),
  );

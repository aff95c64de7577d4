import type { EffectiveWindow, Window } from '@acx/core';
import type { WindowView } from '../../contract/bookings';

const WORDS: Readonly<Record<Exclude<EffectiveWindow['adjustments'][number], 'buffered'>, string>> = {
  clipped_by_neighbour: 'the buffer gives way to a neighbour’s booking',
  rounded_to_slot: 'opens up to the vendor’s time slot',
  shrunk_to_slot: 'cut to the vendor’s time slot',
  repeated_hour: 'may open in both of the equal hours when clocks change',
  special_day: 'may open at another day’s time on a special day',
  extended_later: 'only the beginning is written so far; the rest follows by itself',
};

/** A window that opens, and in words what differs from the booked one. */
export function toWindowView(window: EffectiveWindow, booked: Window): WindowView {
  const { startsAt, endsAt, adjustments } = window;
  const early = minutesBetween(startsAt, booked.startsAt);
  const late = minutesBetween(booked.endsAt, endsAt);
  const isWithin = startsAt < booked.endsAt && booked.startsAt < endsAt;
  return {
    ...{ startsAt, endsAt },
    adjustments: [
      ...(isWithin && early > 0 ? [`opens ${tellMinutes(early)} early`] : []),
      ...(isWithin && late > 0 ? [`closes ${tellMinutes(late)} late`] : []),
      // How much is said already.
      ...adjustments.flatMap((adjustment) => (adjustment === 'buffered' ? [] : [WORDS[adjustment]])),
    ],
  };
}

function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}

function tellMinutes(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

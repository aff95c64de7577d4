import type { BookingState, WindowView } from './bookings';

/** One booking at one place. */
export interface TimelineBar {
  readonly bookingId: string;
  /** Who booked; "somebody else" to a resident to whom it is nothing. */
  readonly label: string;
  readonly isOwn: boolean;
  /** The booked window. */
  readonly requested: { readonly startsAt: string; readonly endsAt: string };
  /** When the door really opens for it, as far as is known now. */
  readonly effective: readonly WindowView[];
  readonly state: BookingState;
  /** Of a waiting one: since when it is expected to be written, and what for. */
  readonly expectedAt?: string;
  readonly waitingFor?: string;
}

/** One place with its bookings, the earliest first. */
export interface TimelineRow {
  readonly placeId: string;
  readonly placeName: string;
  readonly system: string;
  readonly bars: readonly TimelineBar[];
}

/** `GET /api/timeline?from=<instant>&to=<instant>`. */
export interface Timeline {
  readonly now: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly rows: readonly TimelineRow[];
}

/** `GET /api/clock`; `POST /api/clock` moves it forward. */
export interface ClockView {
  readonly now: string;
  readonly timeZone: string;
  /** Goes on by itself. */
  readonly isRunning: boolean;
}

/** Forward only. */
export interface ClockInput {
  readonly advanceMinutes?: number;
  /** To this instant. */
  readonly to?: string;
  readonly isRunning?: boolean;
}

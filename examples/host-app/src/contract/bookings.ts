import type { FieldProblem } from './failure';

/** What can be booked: `facility` (gym, function room), `parking`, `visit` (a guest with a PIN). Rooms are booked at their own product. */
export type ResourceKind = 'facility' | 'parking' | 'visit' | 'room';

/** `GET /api/resources`. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly kind: ResourceKind;
  /** Name of the access-control system, such as `Salto`. */
  readonly system: string;
  readonly timeZone: string;
}

/** What is typed in, also for a dry run: `POST /api/bookings`, `PUT /api/bookings/:id`, `POST /api/bookings/plan`. */
export interface BookingDraft {
  /** Of a booking that is changed; in a plan only. */
  readonly id?: string;
  readonly resourceId: string;
  /** Wall-clock times of the resource's zone: `2026-11-23T18:00`. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** A manager books for others. Default: the one who is logged in. */
  readonly holderId?: string;
  /** Of a visit, or of a room: who comes. */
  readonly visitorName?: string;
}

/** A window in instants, and what the door does otherwise than asked. */
export interface WindowView {
  readonly startsAt: string;
  readonly endsAt: string;
  /** In words: "opens 10 minutes early". */
  readonly adjustments: readonly string[];
}

/** `POST /api/bookings/plan`: what would happen; nothing is stored. */
export interface PlanView {
  readonly problems: readonly FieldProblem[];
  /** When the doors would open. */
  readonly windows: readonly WindowView[];
  /** In words: what waits for what, and until when. */
  readonly notes: readonly string[];
  readonly vendorCalls: number;
}

/** `live`: the door opens now. `ready`: written, opens in time. `waiting`: for a hand-over. `working`: being written or tried again. */
export type BookingState = 'working' | 'ready' | 'live' | 'waiting' | 'failed' | 'over' | 'cancelled' | 'paused';

/** `GET /api/bookings`: of a resident their own, of a manager all of them. */
export interface BookingView {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly kind: ResourceKind;
  readonly holderId: string;
  readonly holderName: string;
  readonly visitorName?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** For the form: wall-clock times of the resource's zone. */
  readonly localStartsAt: string;
  readonly localEndsAt: string;
  readonly state: BookingState;
  /** What this means, and what to do where something has to be done. */
  readonly words: string;
  readonly windows: readonly WindowView[];
  readonly expectedAt?: string;
  /** Instant of the check-in at the door. */
  readonly checkedInAt?: string;
  /** A PIN waits to be shown: once, to the one who booked, by `POST /api/bookings/:id/pin`. */
  readonly hasPin: boolean;
  readonly mayChange: boolean;
}

/** `POST /api/bookings/:id/pin`. The second time: 410. */
export interface PinView {
  readonly pin: string;
}

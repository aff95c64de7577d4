import type { BookingDraft, BookingState, PlanView } from '../contract/bookings';
import type { PresentInput, PresentView } from '../contract/doors';
import type { CheckInput, CheckView, LeverInput } from '../contract/vendors';

/** What the story needs of the host. Whatever changes something resolves when the work that is due now is done. */
export interface StoryHost {
  plan(userId: string, draft: BookingDraft): Promise<PlanView>;
  /** Under this id. */
  book(userId: string, bookingId: string, draft: BookingDraft): Promise<void>;
  move(bookingId: string, draft: BookingDraft): Promise<void>;
  cancel(bookingId: string): Promise<void>;
  /** Cancels every booking that has not ended and whose id begins so: what a story that broke off has left. */
  cancelAll(idPrefix: string): Promise<void>;
  /** Of a visit, as often as asked. */
  pinOf(bookingId: string): Promise<string | undefined>;
  bookingState(bookingId: string): Promise<{ readonly state: BookingState; readonly checkedInAt?: string }>;
  present(doorId: string, input: PresentInput): Promise<PresentView>;
  /** Moves the clock of the world, and works on what is due then. */
  advanceTo(instant: string): Promise<void>;
  pull(integrationId: string, leverId: string, input?: LeverInput): Promise<void>;
  check(integrationId: string, mode: CheckInput['mode']): Promise<CheckView>;
}

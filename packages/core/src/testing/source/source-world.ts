import type { Window } from '../../model/window';
import type { BookingSource } from '../../ports/booking-source';
import type { FixedClock } from '../clock/fixed-clock';

/** A booking as somebody makes it in the booking product. */
export interface SourceBooking extends Window {
  readonly resourceId: string;
  /**
   * An e-mail address as somebody typed it; `null`: somebody who has none. A vendor that allows one spelling only is given that one.
   */
  readonly organizer: string | null;
  /** As the organizer. */
  readonly attendees: readonly (string | null)[];
  /** It is there and nobody has approved it yet. */
  readonly awaitsApproval: boolean;
}

/**
 * The booking product, past the source: nothing here goes through the source's client or counts as a call. A booking is named by what
 * `book` has answered for it. What may be absent is a lever; a world without one says why, in `cannot`.
 */
export interface SourceVendor {
  /** Makes a booking that lets people in, or one that waits for being approved. Answers with any name for it. */
  book(booking: SourceBooking): string | Promise<string>;
  move(booking: string, to: Window): unknown;
  cancel(booking: string): unknown;
  /** Vendor calls that were tried so far. */
  callsMade(): number;
  /** Those of them that alter something at the vendor; to subscribe is one. */
  writesMade(): number;
  approve?(booking: string): unknown;
  /** Its people do not need the resource any more, and nobody has cancelled it: they did not come, or have left. */
  release?(booking: string): unknown;
  /** A word that nobody has heard of takes the place of the booking's status. */
  setStatusWord?(booking: string, word: string): unknown;
  /** A private booking: it is listed, and not whose it is. */
  mask?(booking: string): unknown;
  /** It is listed with its id, and otherwise so that it cannot be read. */
  garble?(booking: string): unknown;
  /** While on, nothing reaches the vendor. */
  setOutage?(isOut: boolean): unknown;
  /** So many calls are answered, and the one after them fails. */
  breakOffAfter?(calls: number): unknown;
  /** The next list is answered in a shape of its own, with addresses of people in it. */
  answerWrongly?(): unknown;
  /** From now on the vendor does not know the token. */
  refuseToken?(): unknown;
  /** Something is booked at a resource that the source is not asked for. */
  bookElsewhere?(): unknown;
  /** The hints that wait for being delivered, as the vendor would send them. They wait no longer. */
  takeHints?(): readonly Request[] | Promise<readonly Request[]>;
  /** The vendor forgets who is told of changes. */
  dropSubscriptions?(): unknown;
}

/** What a world may be unable to show. */
export type SourceLever = {
  [Name in keyof SourceVendor]-?: undefined extends SourceVendor[Name] ? Name : never;
}[keyof SourceVendor];

/** One source with a booking product of its own, fresh for every test. Nothing is booked and nobody is told of changes. */
export interface SourceWorld {
  readonly source: BookingSource;
  /** The clock of the booking product. Start it at least seven hours before the end of a day, and days away from a change of the clocks. */
  readonly clock: FixedClock;
  /** At least four e-mail addresses in lower case, of people that may be booked for. */
  readonly people: readonly string[];
  /** What must be seen nowhere, such as the token and the secret part of the hints' address. Each at least eight characters long. */
  readonly secrets: readonly string[];
  readonly vendor: SourceVendor;
  /** What cannot be shown in this world, each with the reason. */
  readonly cannot?: Partial<Record<SourceLever, string>>;
  close(): Promise<void>;
}

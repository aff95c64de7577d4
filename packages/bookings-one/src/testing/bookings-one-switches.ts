import type { BookingsOneTimes } from '../wire/bookings-one-profile';
import type { BookingsOneCallback } from './bookings-one-callback';

/** What happens to the calls of subscribed addresses. New and updated bookings are announced always (known). */
export interface BookingsOneCallbackSwitches {
  /** Whether a cancellation is announced. Default false. */
  onCancel: boolean;
  /** Whether a refusal, a check-in, a no-show and a check-out are announced. Default false. */
  onTransitions: boolean;
  /** Whether a booking that is moved to another resource is announced with the former one too. Default false. */
  tellsFormerResource: boolean;
  /** `manual`: sent by `deliverCallbacks` only. `automatic`: sent by the clock as soon as due. Default `manual`. */
  delivery: 'manual' | 'automatic';
  /** The field that names the resource; may have dots. Default: the first one of the profile. */
  resourceField: string | undefined;
  /** How long it takes until it may be sent. Default 0. Different delays change the order. */
  delayMs: (callback: BookingsOneCallback) => number;
  /** Whether it is never sent. Default: none. */
  isLost: (callback: BookingsOneCallback) => boolean;
  /** Whether it is sent twice. Default: none. */
  isRepeated: (callback: BookingsOneCallback) => boolean;
}

/** What nobody outside the vendor knows, and what differs from server to server, as switches that can be moved at any time. */
export interface BookingsOneSwitches {
  /** The one way in which a token is taken; the reference contradicts itself. Default `raw`: the token and no scheme word. */
  auth: 'raw' | 'basic' | 'bearer';
  /** Whether plain HTTP is redirected (known). Default true. */
  redirectsPlainHttp: boolean;
  callbacks: BookingsOneCallbackSwitches;
  /** How often an address is called that was subscribed twice. Default `twice`. */
  sameUrlTwice: 'once' | 'twice';
  /** Whether asking for a visitor also checks in or out. Default `reads`. */
  visitorLookup: 'reads' | 'changes';
  /** How a registration code is answered that nobody has. Default `not-found`: 404; `word`: the word for unknown. */
  unknownVisitor: 'not-found' | 'word';
  /** How a visitor's window is written. Default `as-bookings`: as `times` says, in the zone of the reception. */
  visitorTimes: 'as-bookings' | 'offset' | 'absent';
  /** Whether a private booking is listed without title and people. Default true. */
  masksPrivate: boolean;
  /** Whether released bookings stay in the list, with their word. Default true; false: they vanish. */
  keepsReleased: boolean;
  /** In whose lists a booking over midnight is. Default `every_day`: of every day that it touches; `first_day`: where it begins only. */
  listsOn: 'every_day' | 'first_day';
  /** Whether all bookings of a series are written with the id of the one that began it. Default false. */
  seriesShareId: boolean;
  /** How a visitor is told who is still in when the window is over. Default `checked_in`. */
  insideAfterEnd: 'checked_in' | 'expired';
  /** How an early check-out shows. Default `word`: the booking is released; `shortens`: it keeps its word and ends now. */
  earlyCheckOut: 'word' | 'shortens';
  /** Whether bookings of one resource at the same time are refused. Default true. */
  refusesOverlap: boolean;
  /** How ids are written that consist of digits. Default `number`. Other ids are always text. */
  ids: 'number' | 'text';
  /** How times are written. Default: as the profile says. */
  times: BookingsOneTimes;
  /** How an e-mail that nobody has and a masked organizer are written. Default `absent`. */
  writesMissing: 'absent' | 'null';
  /** How status words are written. Default: as in the profile. A word that nobody expects is possible. */
  writeWord: (word: string) => string;
  /** How those answers are written of which nobody knows what is in them. Default `json`. */
  unknownAnswers: 'json' | 'text' | 'empty';
}

/** The switches that are not to be at their default. */
export type BookingsOneSwitchOptions = Partial<Omit<BookingsOneSwitches, 'callbacks'>> & {
  readonly callbacks?: Partial<BookingsOneCallbackSwitches>;
};

export function createBookingsOneSwitches(
  { callbacks, ...given }: BookingsOneSwitchOptions,
  times: BookingsOneTimes,
): BookingsOneSwitches {
  return {
    auth: 'raw',
    redirectsPlainHttp: true,
    sameUrlTwice: 'twice',
    visitorLookup: 'reads',
    unknownVisitor: 'not-found',
    visitorTimes: 'as-bookings',
    masksPrivate: true,
    keepsReleased: true,
    listsOn: 'every_day',
    seriesShareId: false,
    insideAfterEnd: 'checked_in',
    earlyCheckOut: 'word',
    refusesOverlap: true,
    ids: 'number',
    times,
    writesMissing: 'absent',
    writeWord: (word) => word,
    unknownAnswers: 'json',
    ...given,
    callbacks: {
      onCancel: false,
      onTransitions: false,
      tellsFormerResource: false,
      delivery: 'manual',
      resourceField: undefined,
      delayMs: () => 0,
      isLost: () => false,
      isRepeated: () => false,
      ...callbacks,
    },
  };
}

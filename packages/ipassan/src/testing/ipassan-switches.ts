/**
 * What nobody outside the vendor knows, as switches that can be moved at any time.
 *
 * Slot length, one-per-slot and "the caller is a manager" belong to each asset: `alterAsset`. Whether the booker holds the profile follows
 * from the person: `alterPerson`. Rate limits, failures and dropped answers are levers.
 */
export interface IpassanSwitches {
  /** How long a new access token works. Default 3600. The real lifetime is unknown. */
  tokenLifetimeSeconds: number;
  /** Whether the token answer says `expires_in`. Default true. */
  sendsExpiresIn: boolean;
  /**
   * How an error is written (all three known): `{error_description}`, `{error:{message}}` or plain text. Default `description`.
   */
  errorShape: 'description' | 'message' | 'text';
  /**
   * Status of an answer that refuses. Default `byKind`: 403 for a wrong site or a foreign asset, 404 for what is not there, else 400
   * (assumed). A number, even 200, is used for every refusal.
   */
  refusalStatus: number | 'byKind';
  /** Whether Content-Type names the charset (known that it may be missing). Default true. */
  sendsCharset: boolean;
  /** How the last page of a list ends (both known). Default `null`. */
  nextCursorAtEnd: 'null' | 'absent';
  /** Most items on one page, whatever `limit` asks for. Default 100 (assumed). */
  largestPage: number;
  /** Whether the caller has lost its rights to every site. Default false. An unknown site is denied always. */
  deniesSites: boolean;
  /** Whether an unknown profile uuid is silently ignored (known). Default true; false refuses it. */
  ignoresUnknownProfile: boolean;
  /** Whether an e-mail that another person has is refused (known). Default true. */
  refusesTakenMail: boolean;
  /** Whether the reference of an asset booking or a visit is stored and returned (assumed). Default true. */
  keepsReference: boolean;
  /** Whether times of bookings and visits come back as `…Z` and not with the site's offset (assumed). Default false. */
  returnsUtc: boolean;
  /** Digits of a new PIN: 4 to 8 (assumed), whatever else shows what a caller makes of it. Default 6. */
  pinDigits: number;
  /**
   * Whether reads of a visit that is not cancelled, and answers to changes of it, tell its PIN (assumed). Default true; false: only the
   * answer of the create does.
   */
  tellsPinAgain: boolean;
  /** How an answer is written that tells no PIN (assumed). Default `null`. */
  hiddenPin: 'null' | 'absent';
  /** Which profiles a visitor's PIN opens: what the host holds when it is entered, or held when the visit was made. Default `live`. */
  inheritsProfile: 'live' | 'at-creation';
  /** What deleting a cancelled visit answers (assumed). Default `ok`. */
  deletesCancelledVisits: 'ok' | 'not-found';
  /** What changing the times of a cancelled visit answers (assumed). Default `not-found`; `ok` changes them, and the PIN stays dead. */
  changesCancelledVisits: 'ok' | 'not-found';
}

export const defaultIpassanSwitches: Readonly<IpassanSwitches> = {
  tokenLifetimeSeconds: 3600,
  sendsExpiresIn: true,
  errorShape: 'description',
  refusalStatus: 'byKind',
  sendsCharset: true,
  nextCursorAtEnd: 'null',
  largestPage: 100,
  deniesSites: false,
  ignoresUnknownProfile: true,
  refusesTakenMail: true,
  keepsReference: true,
  returnsUtc: false,
  pinDigits: 6,
  tellsPinAgain: true,
  hiddenPin: 'null',
  inheritsProfile: 'live',
  deletesCancelledVisits: 'ok',
  changesCancelledVisits: 'not-found',
};

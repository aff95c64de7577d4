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
  /** Whether the reference of an asset booking is stored and returned (assumed). Default true. */
  keepsReference: boolean;
  /** Whether booking times come back as `…Z` and not with the site's offset (assumed). Default false. */
  returnsUtc: boolean;
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
};

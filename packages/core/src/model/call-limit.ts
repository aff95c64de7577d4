/** How many calls a vendor takes. */
export interface CallLimit {
  /** Calls per second in the long run; below 1 for limits per minute or hour. More than 0. */
  readonly perSecond: number;
  /**
   * How many may come at once after a silence, 1 or more. Default 1: each after its interval, which suits every vendor. A vendor that counts
   * within fixed seconds takes 1 only, however many it allows in each.
   */
  readonly burst?: number;
}

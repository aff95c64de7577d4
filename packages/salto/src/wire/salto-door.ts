/** A door of Space. */
export interface SaltoDoor {
  /** EXT ID. */
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** EXT IDs of the zones that it belongs to; empty when they were not asked for. */
  readonly zones: readonly string[];
}

/** What came of opening one online door. */
export interface SaltoDoorResult {
  /** EXT ID of the door. */
  readonly id: string;
  /** Whether Space says that it has opened the door. */
  readonly isOpened: boolean;
  /** 0 = opened; otherwise an error code of SHIP (assumed). */
  readonly code: number;
}

/** How an online door is. */
export interface SaltoDoorStatus {
  /** EXT ID of the door. */
  readonly id: string;
  /** As Space says it: its values are not known. */
  readonly status: string;
}

/** A door that asks us. */
export interface BookingsOneDoor {
  /** As readers and the directory name it. */
  readonly place: string;
  /** For people. Default: the place. */
  readonly name?: string;
  /** Which way visitors pass it. A door for both ways has two readers: make it two places. */
  readonly direction: 'arrival' | 'departure';
}

import type { IpassanPersonInput } from '../wire/ipassan-person';

/** One person of the host, as iPassan should hold them. */
export interface IpassanPersonSync {
  /**
   * A resident (`type` 1) or an employee (`type` 2); visitors are none of this. A field that is left out is left alone at iPassan, `null`
   * or empty text clears it. Text is written without outer spaces.
   *
   * `number` is the mark by which a person is found whose creation was applied and whose answer was lost. Give every person one that no
   * other person of the site has or ever had, for example the host's own id.
   */
  readonly person: IpassanPersonInput;
  /** The uuid that an earlier call gave for this person. People are never looked for by name or e-mail. */
  readonly personUuid?: string;
  /** True takes the person out of iPassan. Of `person`, only `number` is looked at then. Default false. */
  readonly isArchived?: boolean;
  /**
   * True when an earlier call for this person may have created them without telling the uuid: its error had the effect `unknown`, or the
   * process ended before the uuid was stored. Whoever has the `number` is then taken for this person. Default false.
   */
  readonly mayExist?: boolean;
}

/** What became of a person. */
export interface IpassanPersonSyncResult {
  /**
   * `re-created`: the stored uuid was gone, and there is a new one. `deleted`: was there and is not any more. `absent`: archived, and was
   * not there.
   */
  readonly result: 'created' | 'updated' | 'unchanged' | 'deleted' | 'absent' | 're-created';
  /** Store it in place of the former one. Missing when the person is not there now: forget the uuid. */
  readonly personUuid?: string;
}

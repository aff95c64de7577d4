import type { AcxError, JsonValue, TakeTurn } from '@acx/core/provider';
import type { IpassanPersonSync } from './ipassan-person-sync';

/** One person of a building. */
export interface IpassanBackfillPerson extends IpassanPersonSync {
  /** The host's own key of the person, once in a run. Comes back in everything that is told, so no name or e-mail. */
  readonly key: string;
}

/** How far a run is. */
export interface IpassanBackfillProgress {
  /** People that are done, those of earlier runs up to the cursor included. */
  readonly done: number;
  /** How many there are; missing when `people` is no array. */
  readonly total?: number;
  readonly lastKey: string;
  /** Hand it to a later run, in whichever process, to go on after `lastKey`. */
  readonly cursor: JsonValue;
}

/** A whole building. */
export interface IpassanBackfillRequest {
  /**
   * Everybody, archived people too, in an order that stays the same from run to run. Somebody who is not among them is left alone.
   * Read one by one, so it may come from a database. Whoever has to be created needs a `number`.
   */
  readonly people: AsyncIterable<IpassanBackfillPerson> | Iterable<IpassanBackfillPerson>;
  /**
   * Where an earlier run stopped. Give the same people from the beginning: those up to the cursor are passed over. When the last one of
   * them is no longer there, everybody is looked at again. Default, and with `null`: the beginning.
   */
  readonly cursor?: JsonValue;
  /** After each person, awaited. Store the cursor from time to time: after a crash only what came later is looked at again. */
  readonly onProgress?: (progress: IpassanBackfillProgress) => void | Promise<void>;
  /** A person has a uuid that the host did not give, awaited before the cursor moves. Store it in place of a former one. */
  readonly onLinked: (key: string, personUuid: string) => void | Promise<void>;
  /**
   * An archived person is not at iPassan any more, awaited before the cursor moves. Forget the uuid: then the next run does not ask for
   * it.
   */
  readonly onUnlinked?: (key: string) => void | Promise<void>;
  /**
   * A person could not be brought into line, awaited before the cursor moves. The others go on. With the effect `unknown` the person may
   * have been written; the next run finds out.
   */
  readonly onProblem: (key: string, problem: AcxError) => void | Promise<void>;
  /** Ends the run early. */
  readonly signal?: AbortSignal;
  /** Keeps the run within the limit of the installation, together with everybody else: see `access.takeTurn`. Default: calls leave at once. */
  readonly takeTurn?: TakeTurn;
}

/** Why a run stopped before its end. */
export interface IpassanBackfillStop {
  /** `aborted`: by the signal. `failed`: by a failure that concerns everybody, such as an outage or refused credentials. */
  readonly reason: 'aborted' | 'failed';
  /** The person that was on the way and is looked at again by the next run; missing when it happened between two people. */
  readonly key?: string;
  /**
   * What happened and what to do; `isRetryable` tells whether to go on later by itself. Missing when the run was aborted between two
   * people.
   */
  readonly error?: AcxError;
}

/** What a run did. People of earlier runs are not counted. */
export interface IpassanBackfillResult {
  /** Those who were created anew are among them. */
  readonly created: number;
  readonly updated: number;
  /** Those who are archived and were not there are among them. */
  readonly unchanged: number;
  readonly deleted: number;
  /** So many problems were told. */
  readonly failed: number;
  /** Where to go on; `null` at the end, so that the next run begins anew. */
  readonly cursor: JsonValue;
  /** Missing when the run came to the end. */
  readonly stoppedBy?: IpassanBackfillStop;
}

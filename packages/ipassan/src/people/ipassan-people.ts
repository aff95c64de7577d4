import { type Clock, type Logger, silentLogger, systemClock } from '@acx/core/provider';
import type { IpassanClient } from '../wire/ipassan-client';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import type { IpassanBackfillRequest, IpassanBackfillResult } from './ipassan-backfill';
import { parseIpassanPersonSync } from './ipassan-parse-person-sync';
import { createIpassanPersonFinder } from './ipassan-person-finder';
import type { IpassanPersonSync, IpassanPersonSyncResult } from './ipassan-person-sync';
import { runIpassanBackfill } from './ipassan-run-backfill';
import { syncIpassanPerson } from './ipassan-sync-person';

/** What people are kept in step with. */
export interface IpassanPeopleOptions {
  readonly client: Pick<IpassanClient, 'persons'>;
  /** Hears how a backfill ended, in numbers. Default: says nothing. */
  readonly logger?: Logger;
  /** Measures the pauses that iPassan asks a backfill for. Default: the clock of the machine. */
  readonly clock?: Clock;
}

/**
 * Keeps the persons of one iPassan site in step with the residents and employees of the host. Keeps nothing itself: the host stores the
 * uuid of each person. Do not work on the same person from two places at a time.
 */
export interface IpassanPeople {
  /**
   * Makes iPassan hold one person as asked for. With the stored uuid: one read, and one write of the changed fields only if there are any;
   * somebody who is gone is created anew. Without: one create. Archived: one delete. With `mayExist`, the whole list is read before
   * somebody is created. `accessType` is read back whenever it is written.
   *
   * Nothing is tried again. When a call fails with the effect `unknown`, set `mayExist` the next time: otherwise there may be two of them.
   * @throws InvalidInputError that lists every problem of the request; nothing was sent.
   * @throws ConflictError about `mail` when another person has the e-mail address: nothing was written, not even a changed access.
   * @throws ConflictError about `number` when several persons have it.
   * @throws IpassanAccessTypeError when the person was written without the asked access: store its `personUuid` all the same.
   */
  syncPerson(sync: IpassanPersonSync, options?: IpassanCallOptions): Promise<IpassanPersonSyncResult>;
  /**
   * A whole building. Reads everybody at iPassan once, compares in memory and writes the differences one after the other, so people who are
   * as they should be cost no call. One person who fails does not stop the others. An outage, refused credentials or the signal stop the
   * run; it goes on from the cursor of the result, in whichever process. When iPassan limits the calls, the run waits and goes on.
   *
   * Nobody is created anew, or taken for gone, because the list leaves them out: each is asked for first. Without `mayExist`, somebody with
   * the `number` of an unlinked person is taken for them if the name is the same too; otherwise it is a conflict.
   * @throws InvalidInputError for a cursor of something else, and whatever `people` or a function of the request throws.
   */
  backfill(request: IpassanBackfillRequest): Promise<IpassanBackfillResult>;
}

/** People of the site of a client. */
export function createIpassanPeople(options: IpassanPeopleOptions): IpassanPeople {
  const { client, logger = silentLogger, clock = systemClock } = options;
  const { persons } = client;
  return {
    async syncPerson(request, callOptions = {}) {
      const sync = parseIpassanPersonSync(request);
      const { number } = sync.person;
      const mark = sync.mayExist === true && typeof number === 'string' ? number : undefined;
      const finder = createIpassanPersonFinder({ persons, mark, callOptions });
      return syncIpassanPerson({ persons, finder, sync, options: callOptions });
    },
    backfill: (request) => runIpassanBackfill({ persons, clock, logger }, request),
  };
}

import { AcxError, type Clock, type Logger } from '@acx/core/provider';
import type { IpassanPersons } from '../wire/ipassan-persons';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import type {
  IpassanBackfillPerson,
  IpassanBackfillRequest,
  IpassanBackfillResult,
  IpassanBackfillStop,
} from './ipassan-backfill';
import { createIpassanBackfillClaims } from './ipassan-backfill-claims';
import { cursorToKey, keyToCursor, peopleFrom } from './ipassan-backfill-cursor';
import { backfillIpassanPerson, claimPerson, type IpassanBackfillRun } from './ipassan-backfill-person';
import { failureScope, writtenPersonOf } from './ipassan-failure-scope';
import { readIpassanPersonIndex } from './ipassan-person-index';
import type { IpassanPersonSyncResult } from './ipassan-person-sync';
import { withRateLimitPauses } from './ipassan-rate-limit-pause';

/** What a run is made with. */
export interface IpassanBackfillContext {
  readonly persons: IpassanPersons;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** People in a row who failed as in an outage, although iPassan answered a read in between: then it is taken for one. */
const MOST_DOUBTFUL = 3;

const COUNTED = {
  created: 'created',
  're-created': 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  absent: 'unchanged',
  deleted: 'deleted',
} as const;

/** Goes through a building, one person after the other. Rejects only for what the host's own functions throw, and for a wrong cursor. */
export async function runIpassanBackfill(
  { persons, clock, logger }: IpassanBackfillContext,
  request: IpassanBackfillRequest,
): Promise<IpassanBackfillResult> {
  const { people, onProgress, onProblem, signal, takeTurn } = request;
  const callOptions = { signal, takeTurn };
  const counts = { created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 };
  let lastKey = cursorToKey(request.cursor);
  let done = 0;
  let doubtful = 0;

  const finish = (stoppedBy?: IpassanBackfillStop): IpassanBackfillResult => {
    const { reason = 'end', error } = stoppedBy ?? {};
    logger[reason === 'failed' ? 'warn' : 'info']('iPassan backfill stopped', { ...counts, reason, code: error?.code });
    const cursor = stoppedBy === undefined ? null : keyToCursor(lastKey);
    return { ...counts, cursor, ...(stoppedBy === undefined ? {} : { stoppedBy }) };
  };

  if (signal?.aborted) return finish({ reason: 'aborted' });
  const readIndex = () => readIpassanPersonIndex(persons, callOptions);
  const index = await withRateLimitPauses(readIndex, { clock, signal }).catch(asAcxError);
  if (AcxError.isInstance(index)) return finish(toStop(index));
  const run: IpassanBackfillRun = { persons, index, claims: createIpassanBackfillClaims(), clock, callOptions };

  for await (const { person, isDone } of peopleFrom(people, lastKey)) {
    const { key } = person;
    if (isDone) {
      noteDone(run, person);
      done += 1;
      continue;
    }
    if (signal?.aborted) return finish({ reason: 'aborted' });
    const outcome = await backfillIpassanPerson(run, person).catch(asAcxError);
    if (AcxError.isInstance(outcome)) {
      const scope = failureScope(outcome);
      doubtful = scope === 'doubtful' ? doubtful + 1 : 0;
      if (scope === 'aborted' || scope === 'everybody') return finish(toStop(outcome, key));
      if (scope === 'doubtful' && (doubtful === MOST_DOUBTFUL || !(await isAnswering(persons, callOptions))))
        return finish(toStop(outcome, key));
      await link(request, person, writtenPersonOf(outcome));
      await onProblem(key, outcome);
      counts.failed += 1;
    } else {
      // Somebody who is as they should be cost no call, so they say nothing about an outage.
      if (outcome.result !== 'unchanged') doubtful = 0;
      await tellLinks(request, person, outcome);
      counts[COUNTED[outcome.result]] += 1;
    }
    lastKey = key;
    done += 1;
    const total = Array.isArray(people) ? people.length : undefined;
    await onProgress?.({ done, ...(total === undefined ? {} : { total }), lastKey, cursor: keyToCursor(lastKey) });
  }
  return finish();
}

/** A failure of the calls as a value; anything else is a mistake in this package and stays an exception. */
function asAcxError(failure: unknown): AcxError {
  if (AcxError.isInstance(failure)) return failure;
  throw failure;
}

function toStop(error: AcxError, key?: string): IpassanBackfillStop {
  const reason = failureScope(error) === 'aborted' ? 'aborted' : 'failed';
  return { reason, ...(key === undefined ? {} : { key }), error };
}

/** Somebody with whom an earlier run was done; it has told their contradictions too. */
function noteDone({ claims, index }: IpassanBackfillRun, person: IpassanBackfillPerson): void {
  const { personUuid, isArchived } = person;
  if (personUuid !== undefined && isArchived !== true) index.expect(personUuid);
  try {
    claimPerson(claims, person);
  } catch (failure) {
    asAcxError(failure);
  }
}

async function tellLinks(
  request: IpassanBackfillRequest,
  person: IpassanBackfillPerson,
  { personUuid }: IpassanPersonSyncResult,
): Promise<void> {
  if (personUuid !== undefined) await link(request, person, personUuid);
  else if (person.personUuid !== undefined) await request.onUnlinked?.(person.key);
}

async function link(
  { onLinked }: IpassanBackfillRequest,
  { key, personUuid }: IpassanBackfillPerson,
  found: string | undefined,
): Promise<void> {
  if (found !== undefined && found !== personUuid) await onLinked(key, found);
}

/** One read, as small as can be. */
async function isAnswering(persons: IpassanPersons, callOptions: IpassanCallOptions): Promise<boolean> {
  try {
    for await (const _first of persons.list({ ...callOptions, pageSize: 1 })) break;
    return true;
  } catch (failure) {
    asAcxError(failure);
    return false;
  }
}

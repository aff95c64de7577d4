import type { Clock } from '@acx/core/provider';
import type { IpassanPersons } from '../wire/ipassan-persons';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import type { IpassanBackfillPerson } from './ipassan-backfill';
import type { IpassanBackfillClaims } from './ipassan-backfill-claims';
import { createIpassanBackfillFinder } from './ipassan-backfill-finder';
import { parseIpassanPersonSync } from './ipassan-parse-person-sync';
import type { IpassanPersonIndex } from './ipassan-person-index';
import type { IpassanPersonSyncResult } from './ipassan-person-sync';
import { withRateLimitPauses } from './ipassan-rate-limit-pause';
import { syncIpassanPerson } from './ipassan-sync-person';

/** What one run works with. */
export interface IpassanBackfillRun {
  readonly persons: IpassanPersons;
  readonly index: IpassanPersonIndex;
  readonly claims: IpassanBackfillClaims;
  readonly clock: Clock;
  readonly callOptions: IpassanCallOptions;
}

/** Brings one person of a building into line. */
export async function backfillIpassanPerson(
  run: IpassanBackfillRun,
  item: IpassanBackfillPerson,
): Promise<IpassanPersonSyncResult> {
  const { persons, index, claims, clock, callOptions } = run;
  const { key, person, personUuid, isArchived, mayExist } = item;
  claimPerson(claims, item);
  const sync = parseIpassanPersonSync({ person, personUuid, isArchived, mayExist });
  const finder = createIpassanBackfillFinder({ index, claims, key, sync });
  const work = { persons, finder, sync, options: callOptions };
  const result = await withRateLimitPauses(() => syncIpassanPerson(work), { clock, signal: callOptions.signal });
  if (result.personUuid !== undefined) claims.takePerson(result.personUuid, key);
  return result;
}

/**
 * Notes what the host says of a person.
 * @throws AcxError when it contradicts what it said of another one.
 */
export function claimPerson(claims: IpassanBackfillClaims, item: IpassanBackfillPerson): void {
  const { key, person, personUuid, isArchived } = item;
  claims.takeKey(key);
  if (personUuid !== undefined) claims.takePerson(personUuid, key);
  const number = person?.number;
  if (isArchived !== true && typeof number === 'string') claims.takeNumber(number.trim(), key);
}

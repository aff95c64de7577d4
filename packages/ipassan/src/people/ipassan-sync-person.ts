import { isNotFound } from '../ipassan-errors';
import type { IpassanPerson } from '../wire/ipassan-person';
import type { IpassanPersons } from '../wire/ipassan-persons';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import type { ParsedIpassanPersonSync } from './ipassan-parse-person-sync';
import { personChanges, personToCreate } from './ipassan-person-changes';
import type { IpassanPersonFinder } from './ipassan-person-finder';
import type { IpassanPersonSyncResult } from './ipassan-person-sync';

/** One person on the way. */
export interface IpassanPersonWork<Sync = ParsedIpassanPersonSync> {
  readonly persons: IpassanPersons;
  readonly finder: IpassanPersonFinder;
  readonly sync: Sync;
  readonly options: IpassanCallOptions;
}

type Archived = Extract<ParsedIpassanPersonSync, { isArchived: true }>;
type Present = Extract<ParsedIpassanPersonSync, { isArchived: false }>;

/** Makes iPassan hold the person as asked for, with as few calls as it can. */
export function syncIpassanPerson(work: IpassanPersonWork): Promise<IpassanPersonSyncResult> {
  const { sync } = work;
  return sync.isArchived ? remove({ ...work, sync }) : put({ ...work, sync });
}

async function put(work: IpassanPersonWork<Present>): Promise<IpassanPersonSyncResult> {
  const { persons, finder, sync, options } = work;
  const { person, personUuid } = sync;
  const aligned =
    (await align(work, personUuid === undefined ? undefined : await finder.withUuid(personUuid))) ??
    (await align(work, await finder.withMark()));
  if (aligned !== undefined) return aligned;
  const uuid = await persons.create(personToCreate(person), options);
  return { result: personUuid === undefined ? 'created' : 're-created', personUuid: uuid };
}

/** Writes what differs. `undefined`: there is nobody to write to. */
async function align(
  { persons, sync, options }: IpassanPersonWork<Present>,
  held: IpassanPerson | undefined,
): Promise<IpassanPersonSyncResult | undefined> {
  if (held === undefined) return undefined;
  const changes = personChanges(sync.person, held);
  if (changes === undefined) return { result: 'unchanged', personUuid: held.uuid };
  try {
    await persons.update(held.uuid, changes, options);
  } catch (failure) {
    // Somebody may have taken the person away after we had looked. One "not found" alone makes no second person.
    if (isNotFound(failure) && (await persons.get(held.uuid, options)) === undefined) return undefined;
    throw failure;
  }
  return { result: 'updated', personUuid: held.uuid };
}

async function remove(work: IpassanPersonWork<Archived>): Promise<IpassanPersonSyncResult> {
  const { finder, sync } = work;
  const { personUuid } = sync;
  if (personUuid !== undefined && (await finder.isPerhapsThere(personUuid)) && (await isDeleted(work, personUuid)))
    return { result: 'deleted' };
  const lost = await finder.withMark();
  return { result: lost !== undefined && (await isDeleted(work, lost.uuid)) ? 'deleted' : 'absent' };
}

/** Deletes a person; false when they were gone already. */
async function isDeleted({ persons, options }: IpassanPersonWork<Archived>, uuid: string): Promise<boolean> {
  try {
    await persons.delete(uuid, options);
    return true;
  } catch (failure) {
    if (isNotFound(failure)) return false;
    throw failure;
  }
}

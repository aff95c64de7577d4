import { ConflictError } from '@acx/core/provider';
import type { IpassanPerson } from '../wire/ipassan-person';
import type { IpassanPersons } from '../wire/ipassan-persons';
import type { IpassanCallOptions } from '../wire/ipassan-session';

/** Looks up one person of the host at iPassan. */
export interface IpassanPersonFinder {
  /** The person with the stored uuid; `undefined` only when it is certain that they are gone. */
  withUuid(uuid: string): Promise<IpassanPerson | undefined>;
  /** Whether a person with the stored uuid has to be deleted; false only when it is certain that they are gone. */
  isPerhapsThere(uuid: string): Promise<boolean>;
  /**
   * The person that an earlier call may have created without telling the uuid, by the mark.
   * @throws ConflictError about `number` when it cannot be told whether somebody with the number is this person.
   */
  withMark(): Promise<IpassanPerson | undefined>;
}

/** Asks iPassan: one call for a uuid; the whole list for a mark, and only when the person may exist. */
export function createIpassanPersonFinder(options: {
  persons: IpassanPersons;
  mark: string | undefined;
  callOptions: IpassanCallOptions;
}): IpassanPersonFinder {
  const { persons, mark, callOptions } = options;
  return {
    withUuid: (uuid) => persons.get(uuid, callOptions),
    // Not asked: an answer that wrongly says "nobody" would leave somebody inside, and deleting tells as much.
    isPerhapsThere: () => Promise.resolve(true),
    async withMark() {
      if (mark === undefined) return undefined;
      const found = new Map<string, IpassanPerson>();
      // To the end, although the mark may be found early: a second person with it must be seen.
      for await (const person of persons.list(callOptions))
        if (person.number?.trim() === mark) found.set(person.uuid, person);
      return onlyOne([...found.values()]);
    },
  };
}

/** @throws ConflictError about `number` when there are several. */
export function onlyOne(found: readonly IpassanPerson[]): IpassanPerson | undefined {
  if (found.length < 2) return found[0];
  throw numberConflict(
    'several persons at iPassan have it. Leave it to one of them, or store the uuid of the right one.',
  );
}

/** The number of a person says too little. Nothing was written. */
export function numberConflict(why: string): ConflictError {
  return new ConflictError({
    what: 'number',
    message: `The person could not be told from others by the number, and nothing was changed: ${why}`,
  });
}

import type { IpassanBackfillClaims } from './ipassan-backfill-claims';
import { type ParsedIpassanPersonSync, personWithoutMark } from './ipassan-parse-person-sync';
import { isSameName } from './ipassan-person-changes';
import { type IpassanPersonFinder, numberConflict, onlyOne } from './ipassan-person-finder';
import type { IpassanPersonIndex } from './ipassan-person-index';

/**
 * Looks one person up in the list that was read at the start of the run. What a number is good for, when nobody says that the person may
 * exist:
 *
 * | has the number at iPassan | the host's person | result |
 * |---|---|---|
 * | nobody | – | nobody: may be created |
 * | somebody with the same name | present | this person: an earlier run created them |
 * | somebody with another name | present | conflict: a stranger must not become this person |
 * | somebody | archived | conflict: nobody is deleted for a number alone |
 * | a person of another key, or several | present | conflict |
 * | a person of another key | archived | nobody |
 *
 * With `mayExist` the host says so, and the number alone decides.
 */
export function createIpassanBackfillFinder(options: {
  index: IpassanPersonIndex;
  claims: IpassanBackfillClaims;
  key: string;
  sync: ParsedIpassanPersonSync;
}): IpassanPersonFinder {
  const { index, claims, key, sync } = options;
  return {
    withUuid: (uuid) => index.get(uuid),
    isPerhapsThere: async (uuid) => (await index.get(uuid)) !== undefined,
    async withMark() {
      const { number } = sync.person;
      if (typeof number !== 'string') {
        if (sync.isArchived) return undefined;
        throw personWithoutMark();
      }
      if (!sync.isArchived) claims.checkNumber(number, key);
      await index.ensureComplete();
      const found = index.withNumber(number);
      const person = onlyOne(sync.isArchived ? found.filter(({ uuid }) => !claims.isOfAnother(uuid, key)) : found);
      if (person === undefined) return undefined;
      if (claims.isOfAnother(person.uuid, key)) throw numberConflict('it is at a person of another key of this run.');
      if (sync.mayExist !== true && sync.isArchived)
        throw numberConflict(
          'the person is archived, and somebody at iPassan has it. Set mayExist if that is the person to delete.',
        );
      if (sync.mayExist !== true && !sync.isArchived && !isSameName(sync.person, person))
        throw numberConflict(
          'somebody with another name has it at iPassan. Store the uuid if it is the same person, else give this one another number.',
        );
      return person;
    },
  };
}

import { ConflictError, InvalidInputError } from '@acx/core/provider';
import { numberConflict } from './ipassan-person-finder';

/** Which key of the host a person, and a number, belongs to in one run, so that two keys never share a person. */
export interface IpassanBackfillClaims {
  /** @throws InvalidInputError when the key has come before. */
  takeKey(key: string): void;
  /** @throws ConflictError about `person` when another key has the person. */
  takePerson(uuid: string, key: string): void;
  /** Remembers that somebody of the host has the number; the first one keeps it. */
  takeNumber(number: string, key: string): void;
  /** @throws ConflictError about `number` when another key has the number. */
  checkNumber(number: string, key: string): void;
  isOfAnother(uuid: string, key: string): boolean;
}

/** No claims yet. */
export function createIpassanBackfillClaims(): IpassanBackfillClaims {
  const keys = new Set<string>();
  const persons = new Map<string, string>();
  const numbers = new Map<string, string>();
  const isOfAnother = (uuid: string, key: string): boolean => (persons.get(uuid) ?? key) !== key;
  return {
    takeKey(key) {
      if (keys.has(key))
        throw new InvalidInputError({
          subject: 'person of an iPassan backfill',
          problems: [{ path: 'key', message: 'has come before in this run' }],
        });
      keys.add(key);
    },
    takePerson(uuid, key) {
      if (isOfAnother(uuid, key))
        throw new ConflictError({
          what: 'person',
          message:
            'Another key of this run has the same person at iPassan, so nothing was changed. Take the uuid away from one of them.',
        });
      persons.set(uuid, key);
    },
    takeNumber(number, key) {
      if (!numbers.has(number)) numbers.set(number, key);
    },
    checkNumber(number, key) {
      if ((numbers.get(number) ?? key) !== key)
        throw numberConflict('another key of this run has it too. Give each person a number of their own.');
    },
    isOfAnother,
  };
}

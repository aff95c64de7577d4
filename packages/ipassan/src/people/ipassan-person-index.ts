import { ConflictError } from '@acx/core/provider';
import type { IpassanPerson } from '../wire/ipassan-person';
import type { IpassanPersons } from '../wire/ipassan-persons';
import type { IpassanCallOptions } from '../wire/ipassan-session';

/** Everybody at iPassan, read at once because its list cannot be filtered. */
export interface IpassanPersonIndex {
  /** From memory; somebody who is not in the list is asked for by one call, because a list may have been cut off. */
  get(uuid: string): Promise<IpassanPerson | undefined>;
  /** All who have the number, from memory. */
  withNumber(number: string): readonly IpassanPerson[];
  /** Somebody whom an earlier run has linked and who should be in the list. Costs nothing yet. */
  expect(uuid: string): void;
  /**
   * To be called before something is done because somebody is not in the list. When the list has left out somebody who is there, it is read
   * again.
   * @throws ConflictError about `list` when it still leaves somebody out.
   */
  ensureComplete(): Promise<void>;
}

/** Reads the whole list. */
export async function readIpassanPersonIndex(
  persons: IpassanPersons,
  callOptions: IpassanCallOptions,
): Promise<IpassanPersonIndex> {
  let listed = new Map<string, IpassanPerson>();
  let byNumber = new Map<string, IpassanPerson[]>();
  let isCutOff = false;
  const leftOut = new Set<string>();
  const expected = new Set<string>();

  /** A person who is there, though the list does not say so. */
  const ask = async (uuid: string): Promise<IpassanPerson | undefined> => {
    const person = await persons.get(uuid, callOptions);
    if (person !== undefined) leftOut.add(uuid);
    return person;
  };

  const read = async (): Promise<void> => {
    const found = new Map<string, IpassanPerson>();
    for await (const person of persons.list(callOptions)) found.set(person.uuid, person);
    listed = found;
    byNumber = new Map();
    for (const person of found.values()) {
      const number = person.number?.trim() ?? '';
      byNumber.set(number, [...(byNumber.get(number) ?? []), person]);
    }
  };

  await read();
  return {
    get: async (uuid) => listed.get(uuid) ?? ask(uuid),
    expect(uuid) {
      if (!listed.has(uuid)) expected.add(uuid);
    },
    withNumber: (number) => byNumber.get(number) ?? [],
    async ensureComplete() {
      for (const uuid of expected) {
        // One is enough to know that the list is not whole.
        if (leftOut.size > 0) break;
        await ask(uuid);
        expected.delete(uuid);
      }
      if (leftOut.size === 0) return;
      // Not read a third time: each of a building's people would read the whole list.
      if (isCutOff) throw listIncomplete();
      await read();
      for (const uuid of leftOut) {
        if (!listed.has(uuid) && (await persons.get(uuid, callOptions)) !== undefined) {
          isCutOff = true;
          throw listIncomplete();
        }
        leftOut.delete(uuid);
      }
    },
  };
}

function listIncomplete(): ConflictError {
  return new ConflictError({
    what: 'list',
    message:
      "iPassan's list leaves out persons who are there, perhaps this one too, so nothing was written. Try again later.",
    isRetryable: true,
  });
}

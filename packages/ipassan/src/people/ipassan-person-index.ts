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
  /**
   * To be called before somebody is created because they are not in the list. When the list has left out somebody who is there, it is read again.
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
  const leftOut = new Set<string>();

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
    async get(uuid) {
      const known = listed.get(uuid);
      if (known !== undefined) return known;
      const person = await persons.get(uuid, callOptions);
      if (person !== undefined) leftOut.add(uuid);
      return person;
    },
    withNumber: (number) => byNumber.get(number) ?? [],
    async ensureComplete() {
      if (leftOut.size === 0) return;
      await read();
      for (const uuid of leftOut) {
        if (!listed.has(uuid) && (await persons.get(uuid, callOptions)) !== undefined) throw listIncomplete();
        leftOut.delete(uuid);
      }
    },
  };
}

function listIncomplete(): ConflictError {
  return new ConflictError({
    what: 'list',
    message:
      "iPassan's list of persons leaves out somebody who is there, so nobody is created who may be left out too; nothing was changed. Try again later.",
    isRetryable: true,
  });
}

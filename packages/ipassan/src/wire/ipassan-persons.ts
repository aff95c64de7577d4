import { AcxError, parseAnswer, parseWithMessages } from '@acx/core/provider';
import { isNotFound } from '../ipassan-errors';
import { IpassanAccessTypeError } from './ipassan-access-type-error';
import { idField } from './ipassan-field';
import { type IpassanListOptions, readIpassanList } from './ipassan-pages';
import { fillIpassanPath } from './ipassan-path';
import {
  IPASSAN_ACCESS_KEYS,
  type IpassanAccessType,
  type IpassanPerson,
  type IpassanPersonInput,
  type IpassanPersonUpdate,
  ipassanPersonSchema,
  personToForm,
} from './ipassan-person';
import type { IpassanCallOptions, IpassanSession } from './ipassan-session';
import { ipassanWrittenSchema } from './ipassan-written';

/** The persons of the site. */
export interface IpassanPersons {
  /** Everybody, page by page. iPassan has no filter: reading everybody is the only way to find someone. */
  list(options?: IpassanListOptions): AsyncIterable<IpassanPerson>;
  /** One person; `undefined` when there is none with this uuid. */
  get(uuid: string, options?: IpassanCallOptions): Promise<IpassanPerson | undefined>;
  /**
   * Creates a person and returns the uuid. A given `accessType` is read back, because an unknown profile is silently ignored.
   * @throws ConflictError about `mail` when another person has the address.
   * @throws IpassanAccessTypeError when the person was created without the asked access; it carries the uuid.
   */
  create(person: IpassanPersonInput, options?: IpassanCallOptions): Promise<string>;
  /**
   * Changes the given fields only.
   * @throws ProviderCallError with the vendorCode `not_found` when the person is gone.
   * @throws IpassanAccessTypeError as in `create`.
   */
  update(uuid: string, person: IpassanPersonUpdate, options?: IpassanCallOptions): Promise<void>;
  /** @throws ProviderCallError with the vendorCode `not_found` when the person is already gone. */
  delete(uuid: string, options?: IpassanCallOptions): Promise<void>;
}

/** The person calls of one session. */
export function createIpassanPersons(session: IpassanSession, site: string, pageSize: number): IpassanPersons {
  const { providerId, profile } = session;
  const written = ipassanWrittenSchema('uuid');
  const personsPath = fillIpassanPath(profile.paths.persons, { site });
  const personPath = (person: string): string => fillIpassanPath(profile.paths.person, { site, person });

  const get: IpassanPersons['get'] = async (uuid, options = {}) => {
    const operation = 'getPerson';
    try {
      const answer = await session.send({ operation, method: 'GET', path: personPath(uuid) }, options);
      if (!hasUuid(answer)) return undefined;
      return parseAnswer(ipassanPersonSchema, answer, { providerId, operation, effect: 'none' });
    } catch (failure) {
      if (isNotFound(failure)) return undefined;
      throw failure;
    }
  };

  const readBack = async (
    operation: string,
    uuid: string,
    asked: IpassanAccessType | undefined,
    options: IpassanCallOptions,
  ): Promise<void> => {
    const keys = IPASSAN_ACCESS_KEYS.filter((key) => asked?.[key] !== undefined);
    if (keys.length === 0) return;
    const problem = { providerId, operation, personUuid: uuid };
    const person = await get(uuid, options).catch((failure: unknown) => {
      throw AcxError.isInstance(failure) ? new IpassanAccessTypeError({ ...problem, keys, cause: failure }) : failure;
    });
    const ignored = keys.filter((key) => (person?.accessType?.[key] ?? null) !== asked?.[key]);
    if (ignored.length > 0) throw new IpassanAccessTypeError({ ...problem, keys: ignored });
  };

  return {
    list: (options = {}) =>
      readIpassanList(
        { session, operation: 'listPersons', path: personsPath, item: ipassanPersonSchema, pageSize },
        options,
      ),
    get,
    async create(person, options = {}) {
      const operation = 'createPerson';
      const form = personToForm(profile.person, person);
      const answer = await session.send({ operation, method: 'POST', path: personsPath, form }, options);
      const { uuid } = parseAnswer(written, answer, { providerId, operation, effect: 'unknown' });
      await readBack(operation, uuid, person.accessType, options);
      return uuid;
    },
    async update(uuid, person, options = {}) {
      const operation = 'updatePerson';
      const form = personToForm(profile.person, person);
      const answer = await session.send({ operation, method: 'PUT', path: personPath(uuid), form }, options);
      if (answer !== undefined) parseAnswer(written, answer, { providerId, operation, effect: 'unknown' });
      await readBack(operation, uuid, person.accessType, options);
    },
    async delete(uuid, options = {}) {
      await session.send({ operation: 'deletePerson', method: 'DELETE', path: personPath(uuid) }, options);
    },
  };
}

/** An answer without a uuid means that there is no such person (known). */
function hasUuid(answer: unknown): boolean {
  return (
    typeof answer === 'object' && answer !== null && 'uuid' in answer && parseWithMessages(idField, answer.uuid).success
  );
}

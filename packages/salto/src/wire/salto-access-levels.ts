import * as z from 'zod/mini';
import { isSaltoCode } from '../salto-errors';
import type { SaltoAccessLevel, SaltoAccessLevelInput, SaltoAccessLevelUpdate } from './salto-access-level';
import { fieldsOf, idField, nestedFields, textField } from './salto-field';
import { checkInput, idInput } from './salto-input';
import { readSaltoList, readSaltoPage, type SaltoList, type SaltoListOptions } from './salto-pages';
import type { SaltoCallOptions, SaltoSession } from './salto-session';
import { writeSaltoRecord } from './salto-written';
import { flagElement, textElement, type XmlElement } from './salto-xml-element';
import { zonePermissionFields, zonePermissionSchema, zonePermissionsToElement } from './salto-zone-permission';

/** The user access levels of Space. In the product each is an apartment. */
export interface SaltoAccessLevels {
  /**
   * Every access level, page by page. Reading them may be unknown to the installation (inferred).
   * @param options.zonePermissions Reads what each may pass too. Default false.
   * @throws ProviderCallError with the vendorCode `502` where Space cannot read them.
   */
  list(options?: SaltoListOptions & { readonly zonePermissions?: boolean }): AsyncIterable<SaltoAccessLevel>;
  /**
   * One access level with its zone permissions; `undefined` when there is none with exactly this id. Begins to read at the id; when it is not in
   * what Space answers, reads the whole list, because whether such a page holds the record that it begins with is not known.
   * @throws as `list`
   */
  find(id: string, options?: SaltoCallOptions): Promise<SaltoAccessLevel | undefined>;
  /** @throws SaltoConflictError about `id` when it exists already. */
  insert(level: SaltoAccessLevelInput, options?: SaltoCallOptions): Promise<void>;
  /** @throws ProviderCallError with the vendorCode `11` when there is none with this id. */
  update(level: SaltoAccessLevelUpdate, options?: SaltoCallOptions): Promise<void>;
  /** @throws ProviderCallError with the vendorCode `11` when it is already gone. */
  delete(id: string, options?: SaltoCallOptions): Promise<void>;
}

const NOT_FOUND = 11;
/** Without its EXT ID, which may say who lives there. */
const TARGET = 'an access level';

const schema: z.ZodMiniType<SaltoAccessLevel> = z.object({
  id: idField,
  name: z.string(),
  description: textField,
  zonePermissions: z.optional(z.array(zonePermissionSchema)),
});

const writtenSchema = z.object({ id: idInput, name: z.optional(z.string()), description: z.optional(z.string()) });

/** The access level calls of one session. */
export function createSaltoAccessLevels(session: SaltoSession, pageSize: number): SaltoAccessLevels {
  const { requests, accessLevel: names, zonePermission, paging } = session.profile;

  const listOf = (operation: string, zonePermissions: boolean): SaltoList<SaltoAccessLevel> => ({
    session,
    operation,
    requestName: requests.readAccessLevels,
    names,
    fromName: paging.fromAccessLevel,
    params: zonePermissions ? [flagElement(names.returnZonePermissions, true)] : [],
    fields: (element) => ({
      ...fieldsOf(element, { id: names.id, name: names.name, description: names.description }),
      ...(zonePermissions
        ? {
            zonePermissions: nestedFields(element, names.zonePermissions, (item) =>
              zonePermissionFields(zonePermission, item),
            ),
          }
        : {}),
    }),
    schema,
  });

  const write = async (
    operation: 'insertAccessLevel' | 'updateAccessLevel',
    level: SaltoAccessLevelUpdate,
    options: SaltoCallOptions,
  ): Promise<void> => {
    checkInput(writtenSchema, level);
    const { id, name, description, zonePermissions, hasPlainDates } = level;
    const list = { list: names.zonePermissions, permission: zonePermission };
    const children: XmlElement[] = [
      textElement(names.id, id),
      ...(name === undefined ? [] : [textElement(names.name, name)]),
      ...(description === undefined ? [] : [textElement(names.description, description)]),
      ...(zonePermissions === undefined ? [] : [zonePermissionsToElement(list, zonePermissions, hasPlainDates)]),
    ];
    const requestName = requests[operation];
    const params = [{ name: names.item, children }];
    await writeSaltoRecord(session, { operation, requestName, params, target: TARGET, idName: names.id, id }, options);
  };

  return {
    list: ({ zonePermissions = false, ...options } = {}) =>
      readSaltoList({ ...listOf('listAccessLevels', zonePermissions), pageSize }, options),
    async find(id, options = {}) {
      checkInput(z.object({ id: idInput }), { id });
      const list = listOf('findAccessLevel', true);
      const near = await readSaltoPage(list, { from: id, count: 2 }, options).catch((failure: unknown) => {
        // A page cannot begin at a record that is not there; what is there is told by the whole list.
        if (isSaltoCode(failure, NOT_FOUND)) return { items: [] };
        throw failure;
      });
      const found = near.items.find((level) => level.id === id);
      if (found !== undefined) return found;
      for await (const level of readSaltoList({ ...list, pageSize }, options)) if (level.id === id) return level;
      return undefined;
    },
    insert: (level, options = {}) => write('insertAccessLevel', level, options),
    update: (level, options = {}) => write('updateAccessLevel', level, options),
    async delete(id, options = {}) {
      checkInput(z.object({ id: idInput }), { id });
      const [operation, requestName] = ['deleteAccessLevel', requests.deleteAccessLevel];
      const params = [textElement(names.id, id)];
      await writeSaltoRecord(
        session,
        { operation, requestName, params, target: TARGET, idName: names.id, id },
        options,
      );
    },
  };
}

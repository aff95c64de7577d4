import * as z from 'zod/mini';
import { fieldsOf, idField, nestedFields, textField } from './salto-field';
import { readSaltoList, type SaltoListOptions } from './salto-pages';
import type { SaltoSession } from './salto-session';
import { flagElement } from './salto-xml-element';

/** A cardholder of Space. Everything but the id is personal data: never log it. */
export interface SaltoUser {
  /** EXT ID. */
  readonly id: string;
  /** Personal data. */
  readonly firstName?: string;
  /** Personal data. */
  readonly lastName?: string;
  /** EXT IDs of the access levels that the user belongs to; empty when they were not asked for. */
  readonly accessLevels: readonly string[];
}

/** The users of Space. */
export interface SaltoUsers {
  /**
   * Every user, page by page. Holds personal data.
   * @param options.accessLevels Reads the access levels of each too. Default false.
   */
  list(options?: SaltoListOptions & { readonly accessLevels?: boolean }): AsyncIterable<SaltoUser>;
}

const schema: z.ZodMiniType<SaltoUser> = z.object({
  id: idField,
  firstName: textField,
  lastName: textField,
  accessLevels: z.array(idField),
});

/** The user calls of one session. */
export function createSaltoUsers(session: SaltoSession, pageSize: number): SaltoUsers {
  const { requests, user: names, paging } = session.profile;
  const { id, firstName, lastName } = names;
  return {
    list: ({ accessLevels = false, ...options } = {}) =>
      readSaltoList(
        {
          session,
          operation: 'listUsers',
          requestName: requests.readUsers,
          names,
          fromName: paging.fromUser,
          params: accessLevels ? [flagElement(names.returnAccessLevels, true)] : [],
          fields: (element) => ({
            ...fieldsOf(element, { id, firstName, lastName }),
            accessLevels: accessLevels
              ? nestedFields(element, names.accessLevels, (item) =>
                  item.name === names.accessLevel ? fieldsOf(item, { id: names.accessLevelId }).id : undefined,
                )
              : [],
          }),
          schema,
          pageSize,
        },
        options,
      ),
  };
}

import * as z from 'zod/mini';
import type { SaltoDoor, SaltoDoorResult, SaltoDoorStatus } from './salto-door';
import { fieldsOf, idField, nestedFields, textField } from './salto-field';
import { openSaltoDoors, readSaltoDoorStatus } from './salto-online-doors';
import { readSaltoList, type SaltoListOptions } from './salto-pages';
import type { SaltoCallOptions, SaltoSession } from './salto-session';
import { flagElement } from './salto-xml-element';

/** The doors of Space. */
export interface SaltoDoors {
  /**
   * Every door, page by page.
   * @param options.zones Reads the zones of each too. Default false.
   */
  list(options?: SaltoListOptions & { readonly zones?: boolean }): AsyncIterable<SaltoDoor>;
  /**
   * Opens online doors now, and tells of each whether it was opened.
   * @throws ResponseValidationError with the effect `unknown` when the answer is about other doors.
   */
  open(ids: readonly string[], options?: SaltoCallOptions): Promise<readonly SaltoDoorResult[]>;
  /** How online doors are; a door that Space does not tell of is left out. */
  listStatus(ids: readonly string[], options?: SaltoCallOptions): Promise<readonly SaltoDoorStatus[]>;
}

const schema: z.ZodMiniType<SaltoDoor> = z.object({
  id: idField,
  name: textField,
  description: textField,
  zones: z.array(idField),
});

/** The door calls of one session. */
export function createSaltoDoors(session: SaltoSession, pageSize: number): SaltoDoors {
  const { requests, door: names, paging } = session.profile;
  const { id, name, description } = names;
  return {
    list: ({ zones = false, ...options } = {}) =>
      readSaltoList(
        {
          session,
          operation: 'listDoors',
          requestName: requests.readDoors,
          names,
          fromName: paging.fromDoor,
          params: zones ? [flagElement(names.returnZones, true)] : [],
          fields: (element) => ({
            ...fieldsOf(element, { id, name, description }),
            zones: zones
              ? nestedFields(element, names.zones, (item) =>
                  item.name === names.zone ? fieldsOf(item, { id: names.zoneId }).id : undefined,
                )
              : [],
          }),
          schema,
          pageSize,
        },
        options,
      ),
    open: (ids, options = {}) => openSaltoDoors(session, ids, options),
    listStatus: (ids, options = {}) => readSaltoDoorStatus(session, ids, options),
  };
}

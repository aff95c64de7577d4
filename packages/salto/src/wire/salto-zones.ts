import * as z from 'zod/mini';
import { fieldsOf, flagField, idField, nestedFields, textField } from './salto-field';
import { readSaltoList, type SaltoListOptions } from './salto-pages';
import type { SaltoSession } from './salto-session';
import { flagElement } from './salto-xml-element';

/** A zone of Space: doors that are allowed together. In the product: a facility. */
export interface SaltoZone {
  /** EXT ID. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** There can be 96 low zones and many more high ones. */
  readonly isLow?: boolean;
  /** EXT IDs of its doors; empty when they were not asked for. */
  readonly doors: readonly string[];
}

/** The zones of Space. */
export interface SaltoZones {
  /**
   * Every zone, page by page.
   * @param options.doors Reads the doors of each too. Default false.
   * @throws ProviderCallError with the vendorCode `502` where Space cannot read them.
   */
  list(options?: SaltoListOptions & { readonly doors?: boolean }): AsyncIterable<SaltoZone>;
}

const schema: z.ZodMiniType<SaltoZone> = z.object({
  id: idField,
  name: z.string(),
  description: textField,
  isLow: z.optional(flagField),
  doors: z.array(idField),
});

/** The zone calls of one session. */
export function createSaltoZones(session: SaltoSession, pageSize: number): SaltoZones {
  const { requests, zone: names, paging } = session.profile;
  const { id, name, description, isLow } = names;
  return {
    list: ({ doors = false, ...options } = {}) =>
      readSaltoList(
        {
          session,
          operation: 'listZones',
          requestName: requests.readZones,
          names,
          fromName: paging.fromZone,
          params: doors ? [flagElement(names.returnDoors, true)] : [],
          fields: (element) => ({
            ...fieldsOf(element, { id, name, description, isLow }),
            doors: doors
              ? nestedFields(element, names.doors, (item) =>
                  item.name === names.door ? fieldsOf(item, { id: names.doorId }).id : undefined,
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

import { checkInput } from './salto-input';
import { readSaltoList, type SaltoListOptions } from './salto-pages';
import type { SaltoCallOptions, SaltoSession } from './salto-session';
import {
  type SaltoTimetable,
  timetableFields,
  timetableInput,
  timetableSchema,
  timetableToElement,
} from './salto-timetable';
import { writeSaltoRecord } from './salto-written';

/** The timetables of Space. */
export interface SaltoTimetables {
  /**
   * Timetables page by page, in the order that Space gives them.
   * @param options.from Lowest number that is wanted. Default: all.
   * @throws ProviderCallError with the vendorCode `502` where Space cannot read them.
   */
  list(options?: SaltoListOptions & { readonly from?: number }): AsyncIterable<SaltoTimetable>;
  /**
   * Rewrites a slot: every permission with its number follows at once, whoever it belongs to (inferred).
   * @throws InvalidInputError for more than eight intervals, and for one that does not end after its start.
   */
  update(timetable: SaltoTimetable, options?: SaltoCallOptions): Promise<void>;
}

/** The timetable calls of one session. */
export function createSaltoTimetables(session: SaltoSession, pageSize: number): SaltoTimetables {
  const { profile } = session;
  const { requests, timetable: names, paging } = profile;

  return {
    async *list({ from = 1, ...options } = {}) {
      const timetables = readSaltoList(
        {
          session,
          operation: 'listTimetables',
          requestName: requests.readTimetables,
          names,
          fromName: paging.fromTimetable,
          params: [],
          fields: (element) => timetableFields(profile, element),
          schema: timetableSchema,
          pageSize,
          // One before, because the page may begin behind the number that is asked for.
          from: from > 1 ? from - 1 : undefined,
          // No document tells that this answer marks its end.
          isEndTold: false,
        },
        options,
      );
      for await (const timetable of timetables) if (timetable.id >= from) yield timetable;
    },
    async update(timetable, options = {}) {
      checkInput(timetableInput, timetable);
      const operation = 'updateTimetable';
      const requestName = requests.updateTimetable;
      const { id } = timetable;
      const params = [timetableToElement(profile, timetable)];
      const target = `timetable ${id}`;
      await writeSaltoRecord(session, { operation, requestName, params, target, idName: names.id, id }, options);
    },
  };
}

import type { JsonValue } from '@acx/core/provider';
import {
  type ArrangedFailure,
  type Levers,
  type RequestFilter,
  type SimulatorHandler,
  withLevers,
} from '@acx/core/testing';
import type { BookingsOneProfile } from '../wire/bookings-one-profile';
import { readField, writeFields } from './bookings-one-fields';
import { matchPath } from './bookings-one-route';

/** Things that go wrong on purpose, those of this vendor's answers included. An altered answer counts when it was a success with JSON. */
export interface BookingsOneLevers extends Levers {
  /** Does what was asked, then answers something else. */
  alterNextAnswer(alter: (answer: JsonValue) => JsonValue, failure?: ArrangedFailure): void;
  /** Alters the items of the next daily lists. */
  alterNextList(alter: (items: readonly JsonValue[]) => readonly JsonValue[], failure?: ArrangedFailure): void;
  /** Answers only the first items of the next daily lists, as if there were no more. */
  shortenNextList(options: { keep: number }, failure?: ArrangedFailure): void;
  /** Answers the next daily lists without items. */
  emptyNextList(failure?: ArrangedFailure): void;
  /** Ends the text of the next answers in the middle, so that it is no JSON any more. */
  cutNextText(failure?: ArrangedFailure): void;
}

interface Alteration {
  left: number;
  readonly when: RequestFilter;
  readonly alter: (text: string) => string;
}

/** Puts levers in front of the External API. */
export function withBookingsOneLevers(
  api: SimulatorHandler,
  { paths, dailyItems }: BookingsOneProfile,
): { levers: BookingsOneLevers; handler: SimulatorHandler } {
  let alterations: Alteration[] = [];
  const isList: RequestFilter = ({ url }) => matchPath(paths.dailyBookings, new URL(url).pathname) !== undefined;
  const arrange = (alter: Alteration['alter'], { times = 1, when = () => true }: ArrangedFailure = {}): void => {
    alterations.push({ left: times, when, alter });
  };
  const { levers: coreLevers, handler } = withLevers(async (request) => {
    const response = await api(request);
    const alteration = alterations.find(({ left, when }) => left > 0 && when(request));
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    if (alteration === undefined || response.status !== 200 || !isJson) return response;
    alteration.left -= 1;
    return new Response(alteration.alter(await response.text()), { headers: response.headers });
  });

  const levers: BookingsOneLevers = {
    ...coreLevers,
    // a spread would freeze it
    get requestCount() {
      return coreLevers.requestCount;
    },
    alterNextAnswer: (alter, failure) => arrange((text) => JSON.stringify(alter(JSON.parse(text))), failure),
    alterNextList(alter, failure = {}) {
      const { when = () => true } = failure;
      levers.alterNextAnswer(
        (answer) => {
          const items = dailyItems === null ? answer : readField(answer, dailyItems);
          const altered = alter(Array.isArray(items) ? items : []);
          return dailyItems === null ? altered : writeFields([[dailyItems, altered]]);
        },
        { ...failure, when: (request) => isList(request) && when(request) },
      );
    },
    shortenNextList: ({ keep }, failure) => levers.alterNextList((items) => items.slice(0, keep), failure),
    emptyNextList: (failure) => levers.alterNextList(() => [], failure),
    cutNextText: (failure) => arrange((text) => text.slice(0, Math.floor(text.length / 2)), failure),
    reset() {
      alterations = [];
      coreLevers.reset();
    },
  };
  return { levers, handler };
}

import { createFixedClock, DroppedConnection, type FixedClock } from '@acx/core/testing';
import * as z from 'zod/mini';
import {
  createIpassanBuilding,
  createIpassanSimulator,
  type IpassanBuilding,
  type IpassanSimulator,
} from '../../testing';
import type { SimulatedPerson } from '../../testing/ipassan-records';
import { createIpassanClient } from '../../wire/ipassan-client';
import type { IpassanPersonInput } from '../../wire/ipassan-person';
import { createIpassanPeople, type IpassanPeople } from '../ipassan-people';

/** Persons on one page of a list. */
const PAGE_SIZE = 3;

/** A simulated site with our people on it; nothing is shared between tests. */
export interface PeopleWorld {
  readonly clock: FixedClock;
  readonly simulator: IpassanSimulator;
  readonly building: IpassanBuilding;
  readonly people: IpassanPeople;
  /** Log lines of everything that ran. */
  readonly lines: unknown[];
  /** Pages from here on are left out of every list, without a word; the first page has the number 0. */
  cutListAtPage?: number;
  /** A new process, which knows nothing. */
  restart(): IpassanPeople;
  /** Vendor calls since the last look, without those for tokens: `GET list`, `GET one`, `POST`, `PUT`, `DELETE`. */
  calls(): string[];
  /** Everybody at iPassan with this number. */
  withNumber(number: string): SimulatedPerson[];
  /** A resident with the residents' door profile, and the mark `n-<name>`. */
  resident(name: string, more?: Partial<IpassanPersonInput>): IpassanPersonInput & { readonly number: string };
}

export function createPeopleWorld(): PeopleWorld {
  const clock = createFixedClock('2026-11-23T08:00:00.000Z');
  const simulator = createIpassanSimulator({ clock });
  const building = createIpassanBuilding(simulator);
  const lines: unknown[] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  const logger = { debug: log, info: log, warn: log, error: log };
  let seen = 0;

  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    try {
      const response = await simulator.handler(request);
      const isList = request.method === 'GET' && pathname.endsWith('/person');
      const page = Number(searchParams.get('offset')) / PAGE_SIZE;
      if (!isList || world.cutListAtPage === undefined || page < world.cutListAtPage - 1) return response;
      const body = z.parse(z.object({ data: z.array(z.unknown()) }), await response.json());
      return Response.json({ data: world.cutListAtPage === 0 ? [] : body.data, next_cursor: null });
    } catch (failure) {
      if (failure instanceof DroppedConnection) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      throw failure;
    }
  };
  const createProcess = (): IpassanPeople =>
    createIpassanPeople({
      client: createIpassanClient({
        id: 'house',
        ...simulator.credentials,
        siteUuid: building.site.uuid,
        pageSize: PAGE_SIZE,
        clock,
        logger,
        fetch: answer,
      }),
      clock,
      logger,
    });

  const world: PeopleWorld = {
    clock,
    simulator,
    building,
    people: createProcess(),
    lines,
    restart: createProcess,
    calls() {
      const fresh = simulator.levers.requests.slice(seen).filter((line) => !line.endsWith('/token'));
      seen = simulator.levers.requests.length;
      return fresh.map((line) => {
        const [method = ''] = line.split(' ');
        if (method !== 'GET') return method;
        return line.endsWith('/person') ? 'GET list' : 'GET one';
      });
    },
    withNumber: (number) => [...simulator.state.persons.values()].filter((person) => person.number === number),
    resident: (name, more = {}) => ({
      firstname: name,
      lastname: 'Resident',
      type: 1,
      accessType: { doorPermanent: building.residents.uuid },
      ...more,
      number: more.number ?? `n-${name}`,
    }),
  };
  return world;
}

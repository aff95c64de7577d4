import { createFixedClock } from '@acx/core/testing';
import { createBookingsOneSimulator } from '../src/testing';
import type { BookingsOneClientOptions } from '../src/wire/bookings-one-client-options';
import { prepareFence } from './contract-fence';

/** One installation that the contract is held against, and the fenced corner of it that is looked at. */
export interface ContractTarget {
  /** `simulator`, or the host of the installation. */
  readonly name: string;
  readonly options: BookingsOneClientOptions;
  /** Id of a resource that is there for this. */
  readonly resource: string;
  /** IANA zone of the resource. */
  readonly timeZone: string;
  /** Registration code of a visitor who is there for this. Absent: visitors are left out. */
  readonly registrationCode?: string;
  /** An address of one's own that is subscribed. Absent: nothing is subscribed. */
  readonly callUrl?: string;
}

/** What is tried besides reading. */
export type ContractExtent = Pick<ContractTarget, 'registrationCode' | 'callUrl'>;

/** A simulated installation with a corner like the one that people are asked to prepare. */
export function createSimulatorTarget(
  nowMs: number,
  extent: ContractExtent,
  auth?: BookingsOneClientOptions['auth'],
): ContractTarget {
  const timeZone = 'Europe/Dublin';
  const clock = createFixedClock(new Date(nowMs));
  const simulator = createBookingsOneSimulator({ clock, timeZone, switches: { auth: auth ?? 'raw' } });
  const { resource, registrationCode } = prepareFence(simulator, { nowMs, timeZone });
  return {
    name: 'simulator',
    options: {
      id: 'simulator',
      baseUrl: 'https://bookings.example',
      token: simulator.token,
      ...(auth === undefined ? {} : { auth }),
      fetch: (input, init) => simulator.handler(new Request(input, init)),
    },
    resource,
    timeZone,
    ...(extent.registrationCode === undefined ? {} : { registrationCode }),
    ...(extent.callUrl === undefined ? {} : { callUrl: 'https://host.example/hints' }),
  };
}

const required = ['URL', 'TOKEN', 'RESOURCE', 'TIME_ZONE'] as const;
const optional = ['AUTH', 'CODE', 'WRITES', 'CALL_URL'] as const;

/**
 * The installation that the environment names (`ACX_BOOKINGS_ONE_…`), or nothing when it names none.
 * @throws Error that lists what is missing when it names only a part; values are never shown.
 */
export function readLiveTarget(environment: Readonly<Record<string, string | undefined>>): ContractTarget | undefined {
  const value = (name: string): string => environment[`ACX_BOOKINGS_ONE_${name}`] ?? '';
  if ([...required, ...optional].every((name) => value(name) === '')) return undefined;
  const missing = required.filter((name) => value(name) === '').map((name) => `ACX_BOOKINGS_ONE_${name}`);
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} as well, or none of them.`);
  if (!URL.canParse(value('URL')))
    throw new Error('ACX_BOOKINGS_ONE_URL must be the address of the server, with https.');
  if (!['', '0', '1'].includes(value('WRITES')))
    throw new Error('ACX_BOOKINGS_ONE_WRITES must be 1, 0 or not set: 1 subscribes an address.');
  if (value('WRITES') === '1' && value('CALL_URL') === '')
    throw new Error('Set ACX_BOOKINGS_ONE_CALL_URL as well: the address of yours that is subscribed and stays so.');
  const auth = readAuth(value('AUTH'));
  return {
    name: new URL(value('URL')).host,
    options: { id: 'contract', baseUrl: value('URL'), token: value('TOKEN'), ...(auth === undefined ? {} : { auth }) },
    resource: value('RESOURCE'),
    timeZone: value('TIME_ZONE'),
    ...(value('CODE') === '' ? {} : { registrationCode: value('CODE') }),
    ...(value('WRITES') === '1' ? { callUrl: value('CALL_URL') } : {}),
  };
}

function readAuth(text: string): BookingsOneClientOptions['auth'] {
  if (text === '') return undefined;
  if (text === 'raw' || text === 'basic' || text === 'bearer') return text;
  throw new Error('ACX_BOOKINGS_ONE_AUTH must be raw, basic or bearer, or not set for raw.');
}

import { DroppedConnection } from '@acx/core/testing';
import type { SaltoOptions } from '../src/salto-options';
import { createSaltoBuilding, createSaltoSimulator } from '../src/testing';

/** One installation that the contract is held against, and the fenced corner of it that may be written to. */
export interface ContractTarget {
  /** `simulator`, or the host of the installation. */
  readonly name: string;
  readonly options: Pick<SaltoOptions, 'transport' | 'timeZone'>;
  /** EXT ID of an access level without users and without zones. */
  readonly accessLevel: string;
  /** Zone ID that nobody else has a right on. */
  readonly zone: string;
  /** Timetable slots that nobody else uses; all of them are empty at the end. */
  readonly slots: { readonly from: number; readonly to: number };
}

/** What is asked for when somebody signs in. */
export type ContractAuthentication = 'none' | 'basic' | 'key';

/** Few enough to be looked at, enough for every step. */
const FEWEST_SLOTS = 5;
const MOST_SLOTS = 50;
const LAST_SLOT = 1024;

/** A simulated installation that asks for the same kind of credentials as the one that is compared with it. */
export function createSimulatorTarget(authentication: ContractAuthentication = 'none'): ContractTarget {
  const timeZone = 'Europe/Dublin';
  const auth = authentication === 'key' ? 'custom' : authentication;
  const simulator = createSaltoSimulator({ timeZone, switches: { auth } });
  createSaltoBuilding(simulator);
  const accessLevel = simulator.addAccessLevel({ id: 'CONTRACT', name: 'Contract' }).id;
  const zone = simulator.addZone({ id: 'CONTRACT-ZONE', name: 'Contract' }).id;
  const { user, password, key } = simulator.credentials;
  const signIns = {
    none: { kind: 'none' },
    basic: { kind: 'basic', user, password },
    key: { kind: 'key', key },
  } as const;
  const simulatedFetch: typeof fetch = async (input, init) => {
    try {
      return await simulator.handler(new Request(input, init));
    } catch (failure) {
      throw failure instanceof DroppedConnection ? new TypeError('fetch failed') : failure;
    }
  };
  return {
    name: 'simulator',
    options: {
      transport: {
        kind: 'http',
        baseUrl: 'http://127.0.0.1:8100',
        authentication: signIns[authentication],
        fetch: simulatedFetch,
      },
      timeZone,
    },
    accessLevel,
    zone,
    slots: { from: 1000, to: 1009 },
  };
}

/** Which kind of credentials a target signs in with. */
export function authenticationOf({ options: { transport } }: ContractTarget): ContractAuthentication {
  return transport.kind === 'stp' ? 'none' : (transport.authentication?.kind ?? 'none');
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The installation that the environment names (`ACX_SALTO_…`).
 * @throws Error that lists everything that is missing or wrong; values are never shown.
 */
export function readLiveTarget(environment: Environment): ContractTarget {
  const value = (name: string): string => environment[`ACX_SALTO_${name}`] ?? '';
  const problems: string[] = [];
  const require = (name: string, meaning: string): string => {
    if (value(name) === '') problems.push(`ACX_SALTO_${name} is missing: ${meaning}`);
    return value(name);
  };
  const transport = readTransport(value, problems);
  const timeZone = require('TIME_ZONE', 'IANA time zone of the site');
  const accessLevel = require('ACCESS_LEVEL', 'EXT ID of an access level without users and without zones');
  const zone = require('ZONE', 'Zone ID that nobody else has a right on');
  const slots = readSlots(require('SLOTS', 'timetable slots that nobody else uses, such as 1000-1009'), problems);
  if (problems.length > 0 || transport === undefined || slots === undefined)
    throw new Error(`The contract was not started.\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  const name = transport.kind === 'http' ? new URL(transport.baseUrl).host : `${transport.host}:${transport.port}`;
  return { name, options: { transport, timeZone }, accessLevel, zone, slots };
}

function readTransport(
  value: (name: string) => string,
  problems: string[],
): ContractTarget['options']['transport'] | undefined {
  const [baseUrl, host, port] = [value('URL'), value('STP_HOST'), value('STP_PORT')];
  const isPlainAllowed = value('ALLOW_PLAIN') === 'yes';
  const isStp = host !== '' || port !== '';
  if (baseUrl !== '' && isStp) problems.push('ACX_SALTO_URL and ACX_SALTO_STP_… are both set: give one of them');
  else if (isStp) {
    if (host === '') problems.push('ACX_SALTO_STP_HOST is missing: host of the STP interface');
    if (!/^\d{1,5}$/.test(port)) problems.push('ACX_SALTO_STP_PORT is missing or no number: port of the STP interface');
    return { kind: 'stp', host, port: Number(port), allowPlainTcp: isPlainAllowed };
  } else if (!URL.canParse(baseUrl))
    problems.push(
      'ACX_SALTO_URL is missing or no address: address of SHIP, or ACX_SALTO_STP_HOST and ACX_SALTO_STP_PORT',
    );
  else {
    const [key, user, password, fingerprint256] = [
      value('KEY'),
      value('USER'),
      value('PASSWORD'),
      value('FINGERPRINT'),
    ];
    if (key !== '' && user !== '') problems.push('ACX_SALTO_KEY and ACX_SALTO_USER are both set: give one of them');
    if ((user === '') !== (password === '')) problems.push('ACX_SALTO_USER and ACX_SALTO_PASSWORD are needed together');
    const signIn = user === '' ? { kind: 'none' as const } : { kind: 'basic' as const, user, password };
    return {
      kind: 'http',
      baseUrl,
      authentication: key === '' ? signIn : { kind: 'key', key },
      allowPlainHttp: isPlainAllowed,
      ...(fingerprint256 === '' ? {} : { tls: { fingerprint256 } }),
    };
  }
  return undefined;
}

function readSlots(text: string, problems: string[]): ContractTarget['slots'] | undefined {
  const [, first = '', last = ''] = /^(\d{1,4})-(\d{1,4})$/.exec(text) ?? [];
  const slots = { from: Number(first), to: Number(last) };
  const count = slots.to - slots.from + 1;
  if (first !== '' && slots.from >= 1 && slots.to <= LAST_SLOT && count >= FEWEST_SLOTS && count <= MOST_SLOTS)
    return slots;
  if (text !== '')
    problems.push(
      `ACX_SALTO_SLOTS must be ${FEWEST_SLOTS} to ${MOST_SLOTS} slots of 1 to ${LAST_SLOT}, such as 1000-1009`,
    );
  return undefined;
}

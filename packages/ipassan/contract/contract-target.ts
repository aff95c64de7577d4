import type { IpassanOptions } from '../src/ipassan-options';
import { createIpassanBuilding, createIpassanSimulator } from '../src/testing';

/** One installation that the contract is held against, and the fenced corner of it that may be written to. */
export interface ContractTarget {
  /** `simulator`, or the host of the installation. */
  readonly name: string;
  readonly options: IpassanOptions;
  /** An asset that nobody else uses; everything of ours on it is removed at the end. */
  readonly asset: string;
  /** A person who may book it. */
  readonly person: string;
  /** A person who is visited by nobody else: visits are tried with them. Absent: visits are left out. */
  readonly host?: string;
}

/** A mark of its own, so that the clean-up can never touch what a host has written. */
const MARK = 'contract';

/** A simulated installation. @param options.hasVisits Whether visits are tried. Default true. */
export function createSimulatorTarget({ hasVisits = true }: { readonly hasVisits?: boolean } = {}): ContractTarget {
  const simulator = createIpassanSimulator();
  const { site, gym, ada } = createIpassanBuilding(simulator);
  const options = {
    id: 'simulator',
    ...simulator.credentials,
    siteUuid: site.uuid,
    timeZone: site.timeZone,
    mark: MARK,
    fetch: (input: string | URL | Request, init?: RequestInit) => simulator.handler(new Request(input, init)),
  };
  return { name: 'simulator', options, asset: gym.uuid, person: ada.uuid, ...(hasVisits ? { host: ada.uuid } : {}) };
}

const required = ['CLIENT_ID', 'CLIENT_SECRET', 'SITE', 'ASSET', 'PERSON', 'TIME_ZONE'] as const;

/**
 * The installation that the environment names (`ACX_IPASSAN_…`), or nothing when it names none.
 * @throws Error that lists what is missing when it names only a part; values are never shown.
 */
export function readLiveTarget(environment: Readonly<Record<string, string | undefined>>): ContractTarget | undefined {
  const value = (name: string): string => environment[`ACX_IPASSAN_${name}`] ?? '';
  const missing = required.filter((name) => value(name) === '');
  const isVisitNamed = value('VISITS') !== '' || value('HOST_PERSON') !== '';
  if (missing.length === required.length && !isVisitNamed) return undefined;
  if (missing.length > 0)
    throw new Error(`Set ${missing.map((name) => `ACX_IPASSAN_${name}`).join(', ')} as well, or none of them.`);
  if (!['', '0', '1'].includes(value('VISITS')))
    throw new Error('ACX_IPASSAN_VISITS must be 1, 0 or not set: 1 makes visits on the host person.');
  if (value('HOST_PERSON') !== '' && value('VISITS') === '')
    throw new Error('Set ACX_IPASSAN_VISITS as well: 1 makes visits on the host person.');
  const baseUrl = value('BASE_URL') === '' ? 'https://ipassan.com' : value('BASE_URL');
  return {
    name: new URL(baseUrl).host,
    options: {
      id: 'contract',
      baseUrl,
      clientId: value('CLIENT_ID'),
      clientSecret: value('CLIENT_SECRET'),
      siteUuid: value('SITE'),
      timeZone: value('TIME_ZONE'),
      mark: MARK,
    },
    asset: value('ASSET'),
    person: value('PERSON'),
    ...(value('VISITS') === '1' ? { host: value('HOST_PERSON') === '' ? value('PERSON') : value('HOST_PERSON') } : {}),
  };
}

import { readFileSync } from 'node:fs';
import { simulatedFetch } from '../src/__fixtures__/ipevia-host';
import { readIpeviaCardNumber } from '../src/card/ipevia-card-number';
import type { IpeviaOptions } from '../src/ipevia-options';
import type { IpeviaStrategy } from '../src/ipevia-strategy';
import { createIpeviaSimulator } from '../src/testing';

/** One installation that the contract is held against, and the one card that may be written there. */
export interface ContractTarget {
  /** `simulator`, or the host of the installation. */
  readonly name: string;
  readonly options: Pick<
    IpeviaOptions,
    'baseUrl' | 'authentication' | 'allowPlainHttp' | 'fetch' | 'tls' | 'site' | 'accessProfile' | 'cards'
  >;
  /** Number of a card that nobody carries. */
  readonly card: string;
  /** What is not given is chosen by what the service can do. */
  readonly strategy?: Partial<IpeviaStrategy>;
  /** The way of door events that is looked at; nothing: none. */
  readonly events?: ContractEvents;
}

/** How door events are asked for: with an address for pushed ones, without for a pull point. */
export type ContractEvents = { readonly kind: 'pull' } | { readonly kind: 'push'; readonly consumerUrl: string };

/** What a simulated installation has in common with the one that it is compared with. */
export type SimulatedLike = Pick<ContractTarget, 'strategy' | 'events'> & {
  readonly kind?: IpeviaOptions['authentication']['kind'];
};

/** A simulated site of the same kind. */
export function createSimulatorTarget({ kind = 'digest', strategy, events }: SimulatedLike = {}): ContractTarget {
  const eventTransport = events?.kind === 'pull' ? 'pull' : 'notify';
  const simulator = createIpeviaSimulator({ switches: { auth: kind, eventTransport } });
  return {
    name: 'simulator',
    options: {
      baseUrl: 'http://127.0.0.1:8200',
      authentication: { kind, ...simulator.credentials },
      fetch: simulatedFetch(simulator),
      site: 'contract',
      accessProfile: 'site',
    },
    card: '34359738367',
    strategy,
    events,
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The installation that `ACX_IPEVIA_…` names.
 * @throws Error with everything that is missing or wrong; no value is shown.
 */
export function readLiveTarget(environment: Environment): ContractTarget {
  const problems: string[] = [];
  const value = (name: string): string => environment[`ACX_IPEVIA_${name}`] ?? '';
  const need = (name: string, what: string): string => {
    if (value(name) === '') problems.push(`ACX_IPEVIA_${name} is missing: ${what}`);
    return value(name);
  };
  const oneOf = <Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined => {
    const found = choices.find((choice) => choice === value(name));
    if (value(name) !== '' && found === undefined)
      problems.push(`ACX_IPEVIA_${name} must be ${choices.join(' or ')}, or be left out`);
    return found;
  };

  const baseUrl = need('URL', 'address of the server, without the path of a service');
  if (baseUrl !== '' && !URL.canParse(baseUrl)) problems.push('ACX_IPEVIA_URL is no address');
  const user = need('USER', 'login of the API user');
  const password = need('PASSWORD', 'password of the API user');
  const site = need('SITE', 'name of the site, as the directory has it');
  const strategy = oneOf('STRATEGY', ['credentials', 'whitelist']);
  const accessProfile =
    strategy === 'whitelist'
      ? value('ACCESS_PROFILE')
      : need('ACCESS_PROFILE', 'token of the access profile of the site; only a whitelist needs none');
  const authentication = oneOf('AUTHENTICATION', ['digest', 'username-token', 'basic']);
  const cards = {
    layout: oneOf('CARD_LAYOUT', ['H10302', 'H10304']) ?? 'H10302',
    rendering: oneOf('CARD_RENDERING', ['number', 'raw-right', 'raw-left']) ?? 'number',
    text: 'decimal',
  } as const;
  const card = need('CARD', 'number of a card that nobody carries');
  const read = readIpeviaCardNumber(card, cards);
  if (card !== '' && 'problem' in read) problems.push(`ACX_IPEVIA_CARD cannot be used: ${read.problem}`);
  const events = readEvents(oneOf('EVENTS', ['pull', 'push']), value('CONSUMER_URL'), problems);
  const tls = readTls(value('TLS_CA'), value('TLS_FINGERPRINT'), problems);

  if (problems.length > 0)
    throw new Error(`The contract was not started.\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  return {
    name: new URL(baseUrl).host,
    options: {
      baseUrl,
      authentication: { kind: authentication ?? 'digest', user, password },
      allowPlainHttp: value('ALLOW_PLAIN') === 'yes',
      site,
      ...(accessProfile === '' ? {} : { accessProfile }),
      cards,
      ...(tls === undefined ? {} : { tls }),
    },
    card,
    ...(strategy === undefined ? {} : { strategy: { strategy } }),
    ...(events === undefined ? {} : { events }),
  };
}

function readEvents(
  kind: ContractEvents['kind'] | undefined,
  consumerUrl: string,
  problems: string[],
): ContractEvents | undefined {
  if (kind !== 'push') return kind === undefined ? undefined : { kind };
  if (!URL.canParse(consumerUrl))
    problems.push('ACX_IPEVIA_CONSUMER_URL is missing or no address: where pushed events may be sent for two minutes');
  return { kind, consumerUrl };
}

function readTls(path: string, fingerprint256: string, problems: string[]): IpeviaOptions['tls'] {
  if (path === '' && fingerprint256 === '') return undefined;
  const fingerprint = fingerprint256 === '' ? {} : { fingerprint256 };
  if (path === '') return fingerprint;
  try {
    return { ca: readFileSync(path, 'utf8'), ...fingerprint };
  } catch {
    problems.push('ACX_IPEVIA_TLS_CA cannot be read: path of a file with the authority in PEM');
    return undefined;
  }
}

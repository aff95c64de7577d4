import { type Clock, systemClock } from '@acx/core/provider';
import {
  type Levers,
  type LoopbackServer,
  type MswHttp,
  type RequestFilter,
  type SimulatorHandler,
  serveOnLoopback,
  toMswHandlers,
} from '@acx/core/testing';
import { type IpeviaProfile, ipeviaProfile } from '../wire/ipevia-profile';
import { type CardAtBarrier, type CardPresentation, presentCard } from './ipevia-card-presentation';
import type { IpeviaContext, IpeviaLogin } from './ipevia-context';
import { createIpeviaDispatcher } from './ipevia-dispatcher';
import { createIpeviaEventLevers, type IpeviaEventLevers } from './ipevia-event-levers';
import { createIpeviaEventOutlets, type IpeviaDeliver } from './ipevia-event-outlets';
import { type ArrivedIpeviaCall, createIpeviaGateway } from './ipevia-gateway';
import { createIpeviaLists } from './ipevia-list-page';
import { createIpeviaLocalDays } from './ipevia-local-days';
import { createIpeviaManualEdits, type IpeviaManualEdits } from './ipevia-manual-edits';
import { createIpeviaLog, type OperatorLogEntry } from './ipevia-operator-log';
import { type OpensQuestion, opensBarrier } from './ipevia-oracle';
import { createIpeviaSeededIds } from './ipevia-seeded-ids';
import { createIpeviaStore, type IpeviaState } from './ipevia-state';
import { createIpeviaSubscriptions } from './ipevia-subscriptions';
import { defaultIpeviaSwitches, type IpeviaSwitches } from './ipevia-switches';

export interface IpeviaSimulatorOptions {
  /** Decides what "now" is, for the barrier as for logins and subscriptions. Default: the machine's clock. */
  readonly clock?: Clock;
  /** The same seed makes the same ids and credentials. Default 1. */
  readonly seed?: number;
  /** Wire names. Default: what we know, infer and assume. */
  readonly profile?: IpeviaProfile;
  /** IANA time zone of the site, for when only dates count. Default `Europe/Dublin`. */
  readonly timeZone?: string;
  readonly switches?: Partial<IpeviaSwitches>;
  /** The API user. Default: a password made from the seed. */
  readonly authentication?: Partial<IpeviaLogin>;
  /** How pushed events leave. Default: the platform's `fetch`. */
  readonly deliver?: IpeviaDeliver;
}

/**
 * A whole iPevia site on this machine: its SOAP service, its screens, a barrier with an entry and an exit, and the events that the barrier tells. It
 * shows our assumptions, not the vendor's truth. There is one access profile, `site`, that opens everything.
 */
export interface IpeviaSimulator extends IpeviaManualEdits, IpeviaEventLevers {
  /** SOAP over HTTP, with the levers in front. */
  readonly handler: SimulatorHandler;
  /** A reset also takes back the levers for events, lists and nonces. */
  readonly levers: Levers;
  /** Every request that arrived, hit by a lever or not, oldest first. */
  readonly calls: readonly ArrivedIpeviaCall[];
  /** For the `when` of a lever: requests of this operation, such as `AddToWhitelist`. */
  callOf(operation: string): RequestFilter;
  /** For the `when` of a lever: requests that change who may pass. */
  readonly isWrite: RequestFilter;
  /** May be moved at any time. */
  readonly switches: IpeviaSwitches;
  /** What the controller holds, as it is now. */
  readonly state: IpeviaState;
  readonly credentials: IpeviaLogin;
  /** Accepted actions, oldest first, without whole numbers. */
  readonly operatorLog: readonly OperatorLogEntry[];
  /** Asks the barrier itself, past SOAP. */
  opens(question: OpensQuestion): boolean;
  /** Holds a card to a reader now: the barrier decides, and tells whoever is to be told. */
  presentCard(presentation: CardAtBarrier): CardPresentation;
  /** Pushes all events that wait. The statuses of the requests, 0 where there was no answer. */
  flushEvents(): Promise<number[]>;
  /** The next start references that are used are refused, each once. */
  staleNextReference(times?: number): void;
  /** Every login that goes on with an old nonce must begin anew. */
  expireNonces(): void;
  /** The controller was replaced: credentials, lists, subscriptions and what waits to be told are gone; access points, profiles and webhooks stay. */
  replaceController(): void;
  /** Serves SOAP over real HTTP. */
  listen(): Promise<LoopbackServer>;
  /** SOAP behind MSW. Pass MSW's own `http`. */
  mswHandlers<RequestHandler>(http: MswHttp<RequestHandler>, baseUrl: string): RequestHandler[];
}

/** A site where nobody has a right yet. @throws RangeError for an unknown time zone. */
export function createIpeviaSimulator(options: IpeviaSimulatorOptions = {}): IpeviaSimulator {
  const { clock = systemClock, seed = 1, profile = ipeviaProfile, timeZone = 'Europe/Dublin' } = options;
  const context = createContext({ ...options, clock, seed, profile, timeZone });
  const { store, switches, credentials, log } = context;
  store.accessPoints.set('entry', { token: 'entry', direction: 'entry' });
  store.accessPoints.set('exit', { token: 'exit', direction: 'exit' });
  store.accessProfiles.set('site', { token: 'site', accessPoints: 'all' });

  const lists = createIpeviaLists(context);
  const subscriptions = createIpeviaSubscriptions(context);
  const { pass, turn, reset, ...eventLevers } = createIpeviaEventLevers();
  const outlets = createIpeviaEventOutlets({
    context,
    subscriptions,
    levers: { pass, turn, reset, ...eventLevers },
    deliver: options.deliver ?? ((request) => fetch(request)),
  });
  const dispatcher = createIpeviaDispatcher({ context, lists, subscriptions, outlets });
  const gateway = createIpeviaGateway(dispatcher);
  const resetLevers = gateway.levers.reset;
  gateway.levers.reset = () => {
    resetLevers();
    reset();
    lists.reset();
  };
  return {
    ...createIpeviaManualEdits(context),
    ...eventLevers,
    handler: gateway.handler,
    levers: gateway.levers,
    calls: gateway.calls,
    callOf: gateway.callOf,
    isWrite: gateway.isWrite,
    switches,
    state: store,
    credentials,
    operatorLog: log.entries,
    opens: (question) => opensBarrier(context, question),
    presentCard: (presentation) => presentCard(context, outlets.publish, presentation),
    flushEvents: outlets.flush,
    staleNextReference: lists.staleNextReference,
    expireNonces: dispatcher.expireNonces,
    replaceController() {
      for (const token of [...store.credentials.keys()]) store.deleteCredential(token);
      for (const map of [store.whitelist, store.blacklist, store.subscriptions]) map.clear();
      outlets.closeAll();
      lists.forgetReferences();
      dispatcher.expireNonces();
      log.add({ user: 'operator', action: 'replaceController', target: 'controller' });
    },
    listen: () => serveOnLoopback(gateway.handler),
    mswHandlers: (http, baseUrl) => toMswHandlers({ http, baseUrl, handler: gateway.handler }),
  };
}

function createContext(
  options: IpeviaSimulatorOptions & Required<Pick<IpeviaSimulatorOptions, 'clock' | 'seed' | 'profile' | 'timeZone'>>,
): IpeviaContext {
  const { clock, seed, profile, timeZone, switches, authentication } = options;
  // its own source, so that the password does not move the ids of records
  const newSecret = createIpeviaSeededIds(seed + 0x10000);
  const { typeName, formatType } = profile.identifier;
  return {
    store: createIpeviaStore(),
    switches: {
      ...defaultIpeviaSwitches,
      identifierTypes: { [typeName]: [formatType], 'pt:PIN': ['SIMPLE_ALPHA_NUMERIC'] },
      ...switches,
    },
    profile,
    clock,
    localDays: createIpeviaLocalDays(timeZone),
    credentials: { user: 'api', password: newSecret(), ...authentication },
    log: createIpeviaLog(clock),
    newId: createIpeviaSeededIds(seed),
  };
}

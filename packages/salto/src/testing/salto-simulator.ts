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
import { type SaltoProfile, saltoProfile } from '../wire/salto-profile';
import { type CardPresentation, presentCard } from './salto-card-presentation';
import { createSaltoCodeLevers, type SaltoCodeLevers } from './salto-code-levers';
import type { SaltoContext, SaltoCredentials } from './salto-context';
import { createSaltoDispatcher } from './salto-dispatcher';
import { type ArrivedCall, createSaltoGateway } from './salto-gateway';
import { saltoLocalTimeOf } from './salto-local-time';
import { createSaltoManualEdits, type SaltoManualEdits } from './salto-manual-edits';
import { type LevelOpensQuestion, levelOpensZone, type OpensQuestion, opensDoor } from './salto-oracle';
import { createSaltoSeededIds } from './salto-seeded-ids';
import { createSaltoStore, type SaltoState } from './salto-state';
import { type StpServer, type StpServerOptions, serveStp } from './salto-stp-server';
import { defaultSaltoSwitches, type SaltoSwitches } from './salto-switches';

export interface SaltoSimulatorOptions {
  /** Decides what "now" is at the doors. Default: the machine's clock. */
  readonly clock?: Clock;
  /** IANA time zone of the site: periods, timetables and events are in its local time. */
  readonly timeZone: string;
  /** The same seed makes the same ids and credentials. Default 1. */
  readonly seed?: number;
  /** Wire names. Default: what we know and assume. */
  readonly profile?: SaltoProfile;
  readonly switches?: Partial<SaltoSwitches>;
  /** What HTTP accepts while the switch `auth` asks for it. Default: made from the seed. */
  readonly authentication?: Partial<SaltoCredentials>;
}

/**
 * A whole ProAccess Space on this machine: SHIP on both transports, its own screens and its doors. It shows our assumptions, not the vendor's truth.
 */
export interface SaltoSimulator extends SaltoManualEdits, SaltoCodeLevers {
  /** SHIP over HTTP, with the levers in front. */
  readonly handler: SimulatorHandler;
  /**
   * For both transports. On STP a status other than 200 has no form: the connection is closed without an answer. A reset also takes back what
   * `failNextWithCode` and `lockNext` arranged.
   */
  readonly levers: Levers;
  /** Every call that arrived on either transport, hit by a lever or not, oldest first. */
  readonly calls: readonly ArrivedCall[];
  /** For the `when` of a lever: calls of this request, for example `SaltoDBGroup.Update`. */
  callOf(requestName: string): RequestFilter;
  /** For the `when` of a lever: calls that change something or open a door. */
  readonly isWrite: RequestFilter;
  /** May be moved at any time. */
  readonly switches: SaltoSwitches;
  /** What Space holds, as it is now. */
  readonly state: SaltoState;
  readonly credentials: SaltoCredentials;
  /** Asks the door itself, past SHIP. */
  opens(question: OpensQuestion): boolean;
  /** Asks whether an access level opens a zone, past SHIP. */
  levelOpensZone(question: LevelOpensQuestion): boolean;
  /** Holds a card to a door now: the door decides, the audit trail remembers. */
  presentCard(presentation: { card: string; door: string; isExit?: boolean }): CardPresentation;
  /** Serves SHIP over real HTTP. */
  listen(): Promise<LoopbackServer>;
  /** Serves SHIP over real STP: TCP without login, whatever the switch `auth` says. */
  listenStp(options?: StpServerOptions): Promise<StpServer>;
  /** SHIP over HTTP behind MSW. Pass MSW's own `http`. */
  mswHandlers<RequestHandler>(http: MswHttp<RequestHandler>, baseUrl: string): RequestHandler[];
}

/** A ProAccess Space that holds nothing yet. @throws RangeError for an unknown time zone. */
export function createSaltoSimulator(options: SaltoSimulatorOptions): SaltoSimulator {
  const { clock = systemClock, timeZone, seed = 1, profile = saltoProfile } = options;
  // their own source, so that credentials do not move the ids of records
  const newSecret = createSaltoSeededIds(seed + 0x10000);
  const context: SaltoContext = {
    store: createSaltoStore(),
    switches: { ...defaultSaltoSwitches, ...options.switches },
    profile,
    clock,
    localTimeAt: saltoLocalTimeOf(timeZone),
    credentials: { user: 'ship', password: newSecret(), key: newSecret(), ...options.authentication },
  };
  const codes = createSaltoCodeLevers();
  const gateway = createSaltoGateway(context, createSaltoDispatcher(context, codes));
  const { store, switches, credentials } = context;
  const resetLevers = gateway.levers.reset;
  gateway.levers.reset = () => {
    resetLevers();
    codes.reset();
  };
  return {
    ...createSaltoManualEdits(context, createSaltoSeededIds(seed)),
    handler: gateway.acceptHttp,
    levers: gateway.levers,
    failNextWithCode: codes.failNextWithCode,
    lockNext: codes.lockNext,
    calls: gateway.calls,
    callOf: gateway.callOf,
    isWrite: gateway.isWrite,
    switches,
    state: store,
    credentials,
    opens: (question) => opensDoor(context, question),
    levelOpensZone: (question) => levelOpensZone(context, question),
    presentCard: (presentation) => presentCard(context, presentation),
    listen: () => serveOnLoopback(gateway.acceptHttp),
    listenStp: (stp) =>
      serveStp(gateway.acceptStp, { ...stp, name: profile.stp.name, defaultVersion: profile.stp.version }),
    mswHandlers: (http, baseUrl) => toMswHandlers({ http, baseUrl, handler: gateway.acceptHttp }),
  };
}

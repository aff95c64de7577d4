import { type Clock, systemClock } from '@acx/core/provider';
import {
  type Levers,
  type LoopbackServer,
  type MswHttp,
  type SimulatorHandler,
  serveOnLoopback,
  toMswHandlers,
  withLevers,
} from '@acx/core/testing';
import { type IpassanProfile, ipassanProfile } from '../wire/ipassan-profile';
import type { IpassanContext, IpassanCredentials } from './ipassan-context';
import { createIpassanManualEdits, type IpassanManualEdits } from './ipassan-manual-edits';
import { type MonitoringRow, monitorAssetBookings } from './ipassan-monitoring';
import { type OpensQuestion, opensAsset } from './ipassan-oracle';
import { enterPin, opensWithPin, type PinEntry, type PinOpensQuestion } from './ipassan-pin-oracle';
import { createIpassanStore, type IpassanState } from './ipassan-state';
import { defaultIpassanSwitches, type IpassanSwitches } from './ipassan-switches';
import { createIpassanTokens } from './ipassan-tokens';
import { listVisitorRows, type VisitorRow } from './ipassan-visitor-screen';
import { createIpassanWebApi } from './ipassan-web-api';
import { createSeededUuids } from './seeded-uuids';
import { createSeededWords } from './seeded-words';

export interface IpassanSimulatorOptions {
  /** Decides when tokens expire, and what a PIN reader takes for now. Default: the machine's clock. */
  readonly clock?: Clock;
  /** The same seed makes the same uuids, PINs, tokens and credentials. Default 1. */
  readonly seed?: number;
  /** Paths, fields and texts. Default: what we know and assume. */
  readonly profile?: IpassanProfile;
  readonly switches?: Partial<IpassanSwitches>;
}

/** A whole iPassan on this machine: its Web API, its own screens and its doors. It shows our assumptions, not the vendor's truth. */
export interface IpassanSimulator extends IpassanManualEdits {
  /** The Web API, with the levers in front. */
  readonly handler: SimulatorHandler;
  readonly levers: Levers;
  /** May be moved at any time. */
  readonly switches: IpassanSwitches;
  /** What the vendor holds, as it is now. */
  readonly state: IpassanState;
  /** What the token endpoint accepts. */
  readonly credentials: IpassanCredentials;
  /** Asks the door itself, past the Web API. */
  opens(question: OpensQuestion): boolean;
  /** The screen "Monitoring > Facilities Asset Bookings"; `date` is site-local, for example `2026-07-01`. */
  monitoring(date?: string): readonly MonitoringRow[];
  /** Asks a PIN reader itself, past the Web API. @throws RangeError for a reader that does not exist. */
  pinOpens(question: PinOpensQuestion): boolean;
  /** Enters a PIN at a reader, now. @throws RangeError for a reader that does not exist. */
  enterPin(entry: { readonly pin: string; readonly reader: string }): PinEntry;
  /** The screen of visitors; `date` is site-local, for example `2026-07-01`. */
  visitors(date?: string): readonly VisitorRow[];
  /** Makes every token that was handed out invalid. */
  expireTokens(): void;
  /** Serves the Web API over real HTTP. */
  listen(): Promise<LoopbackServer>;
  /** Pass MSW's own `http`. */
  mswHandlers<RequestHandler>(http: MswHttp<RequestHandler>, baseUrl: string): RequestHandler[];
}

/** An iPassan installation that holds nothing yet. */
export function createIpassanSimulator(options: IpassanSimulatorOptions = {}): IpassanSimulator {
  const { clock = systemClock, seed = 1, profile = ipassanProfile } = options;
  // its own source, so that refreshing a token does not move the uuids of records
  const newToken = createSeededUuids(seed + 0x10000);
  const context: IpassanContext = {
    store: createIpassanStore(),
    switches: { ...defaultIpassanSwitches, ...options.switches },
    profile,
    clock,
    credentials: { clientId: newToken(), clientSecret: newToken() },
    newUuid: createSeededUuids(seed),
    newPinWord: createSeededWords(seed + 0x20000),
  };
  const tokens = createIpassanTokens({ context, newToken });
  const { handler, levers } = withLevers(createIpassanWebApi({ context, tokens }));
  const { store, switches, credentials } = context;
  return {
    ...createIpassanManualEdits(context),
    handler,
    levers,
    switches,
    state: store,
    credentials,
    opens: (question) => opensAsset(store, question),
    monitoring: (date) => monitorAssetBookings(store, date),
    pinOpens: (question) => opensWithPin(context, question),
    enterPin: (entry) => enterPin(context, entry),
    visitors: (date) => listVisitorRows(store, date),
    expireTokens: () => tokens.expireAll(),
    listen: () => serveOnLoopback(handler),
    mswHandlers: (http, baseUrl) => toMswHandlers({ http, baseUrl, handler }),
  };
}

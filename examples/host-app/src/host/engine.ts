import {
  type AccessControl,
  type AccessControlOptions,
  type AccessProvider,
  type Clock,
  createAccessControl,
  type DoorList,
  type Ledger,
  type Logger,
} from '@acx/core';

/** What the workers of this host have in common. */
export interface EngineOptions
  extends Pick<AccessControlOptions, 'directory' | 'onNotice' | 'onAccessEvent' | 'onCheckIn'> {
  /** One for each worker. On machines of their own, each would run this file with one. */
  readonly ledgers: readonly Ledger[];
  readonly resolve: (providerId: string) => AccessProvider | undefined;
  /** Installations that tell what happens at their doors. */
  readonly feeds: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Some right has come to another state. */
  readonly onProgress: () => void;
}

/** The access controls of this host: they share the ledger, and no two ever work on one lane. */
export interface Engine {
  /** Any of them answers; this is the one that is asked. */
  readonly access: AccessControl;
  readonly workers: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The options of an installation are others now. */
  renew(providerId: string): Promise<void>;
  /** Works on what is due now, and pulls door events once. */
  runDue(): Promise<void>;
  /** Door lists of this process at these places hear as of when their bookings are known. */
  markFresh(mark: { at: string; doors: readonly { integrationId: string; place: string }[] }): void;
}

const STATES = ['scheduled', 'live', 'waiting', 'retrying', 'failed', 'withdrawing', 'ended'] as const;
const PULL_EVERY_SECONDS = 300;

export function createEngine(options: EngineOptions): Engine {
  const { ledgers, clock, logger, feeds } = options;
  const doorLists = new Map<string, Set<DoorList>>();
  let workers: AccessControl[] = [];
  let pulled: readonly string[] = [];
  let isStarted = false;

  const resolve = (providerId: string): AccessProvider | undefined => {
    const provider = options.resolve(providerId);
    if (provider !== undefined && isDoorList(provider))
      doorLists.set(providerId, (doorLists.get(providerId) ?? new Set()).add(provider));
    return provider;
  };
  const make = (): void => {
    pulled = feeds();
    workers = ledgers.map((ledger) => {
      const { directory, onNotice, onAccessEvent, onCheckIn } = options;
      const access = createAccessControl({
        ...{ providers: resolve, directory, ledger, clock, logger, onNotice, onAccessEvent, onCheckIn },
        eventFeeds: { everySeconds: PULL_EVERY_SECONDS, providerIds: [...pulled] },
        doubleBookingNotices: 'always',
      });
      for (const state of STATES) access.on(`permission.${state}`, options.onProgress);
      return access;
    });
  };
  const stop = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.stop()));
  };
  make();

  return {
    get access() {
      const [first] = workers;
      if (first === undefined) throw new Error('There is no ledger, so there is nobody to ask.');
      return first;
    },
    workers: ledgers.length,
    async start() {
      isStarted = true;
      await Promise.all(workers.map((worker) => worker.start()));
    },
    async stop() {
      isStarted = false;
      await stop();
    },
    async renew(providerId) {
      doorLists.delete(providerId);
      const isSame = JSON.stringify(feeds()) === JSON.stringify(pulled);
      if (isSame) await Promise.all(workers.map((worker) => worker.forgetProvider(providerId)));
      else {
        // Which feeds there are is settled when an access control is made, so others are made.
        await stop();
        make();
        if (isStarted) await Promise.all(workers.map((worker) => worker.start()));
      }
    },
    async runDue() {
      await workers[0]?.runDue();
    },
    markFresh({ at, doors }) {
      for (const { integrationId, place } of doors)
        for (const list of doorLists.get(integrationId) ?? [])
          list.markFresh({ at, places: [place] }).catch(() => logger.warn('A mark could not be stored.', { place }));
    },
  };
}

function isDoorList(provider: AccessProvider): provider is DoorList {
  return 'markFresh' in provider;
}

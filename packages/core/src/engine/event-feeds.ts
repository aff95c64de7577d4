import { type BackgroundLoop, createBackgroundLoop } from './background-loop';
import type { EngineContext } from './engine-context';
import { createEventFeed } from './event-feed';
import { createDeliveryKeeper } from './keep-delivering';
import { reportFailure } from './report-failure';

/** Which feeds of door events are pulled, and how often. */
export interface EventFeedOptions {
  /** How long after a pull the next one follows, 1 to 3600. Default 15. */
  readonly everySeconds?: number;
  /**
   * Default: with a list of providers every one that has a feed, with a resolver none. Those that are named stay open. With a resolver,
   * those that are named are also kept delivering, where the vendor sends events by itself.
   */
  readonly providerIds?: readonly string[];
}

/** Brings door events from the vendors into the ledger, and from there to the host. */
export interface EventFeeds {
  /** Pulls every feed once, keeps deliveries up that are due, and offers what waits. */
  run(): Promise<void>;
  /** From now on does it by itself. */
  start(): void;
  /** Events have come in by another way. */
  nudge(): void;
  /** The options of an installation may be others now. */
  renew(providerId: string): void;
  stop(): Promise<void>;
}

/** What another process has stored and could not deliver is offered here. */
const DELIVER_EVERY_MS = 60_000;
const DELIVER_AGAIN_MS = 30_000;

/**
 * Events that wait are offered beside the pulling, so a slow host keeps nothing at the vendor. They are offered also when nothing is
 * pulled: vendors send some by themselves.
 * @param options.pulledIds Whose feeds are pulled.
 * @param options.keptIds Who may have to be kept delivering.
 * @param options.deliver Offers what waits. Resolves with whether all of it was taken.
 */
export function createEventFeeds(
  context: EngineContext,
  options: {
    pulledIds: readonly string[];
    keptIds: readonly string[];
    everyMs: number;
    deliver: () => Promise<boolean>;
  },
): EventFeeds {
  const { clock } = context;
  const delivery = createBackgroundLoop(clock, async () => {
    const isAllTaken = await options.deliver().catch((failure: unknown) => {
      reportFailure(context, { work: 'events' }, failure);
      return false;
    });
    return clock.nowMs() + (isAllTaken ? DELIVER_EVERY_MS : DELIVER_AGAIN_MS);
  });
  const { everyMs } = options;
  const onStored = delivery.nudge;
  const pulled = [...new Set(options.pulledIds)];
  const feeds = pulled.map((providerId) => createEventFeed(context, { providerId, everyMs, onStored }));
  const keepers = new Map<string, BackgroundLoop>();
  for (const providerId of options.keptIds) keepers.set(providerId, createDeliveryKeeper(context, providerId));
  const sources = [...feeds, ...keepers.values()];
  const loops = [...sources, delivery];
  return {
    async run() {
      await Promise.all(sources.map((source) => source.run()));
      await delivery.run();
    },
    start() {
      for (const loop of loops) loop.start();
    },
    nudge: delivery.nudge,
    renew: (providerId) => keepers.get(providerId)?.nudge(),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

import { createBackgroundLoop } from './background-loop';
import { type AccessEventHandler, deliverEvents } from './deliver-events';
import type { EngineContext } from './engine-context';
import { createEventFeed } from './event-feed';
import { reportFailure } from './report-failure';

/** Which feeds of door events are pulled, and how often. */
export interface EventFeedOptions {
  /** How long after a pull the next one follows, 1 to 3600. Default 15. */
  readonly everySeconds?: number;
  /** Default: with a list of providers every one that has a feed, with a resolver none. Those that are named stay open. */
  readonly providerIds?: readonly string[];
}

/** Brings door events from the vendors into the ledger, and from there to the host. */
export interface EventFeeds {
  /** Pulls every feed once and offers what waits. */
  run(): Promise<void>;
  /** From now on does it by itself. */
  start(): void;
  stop(): Promise<void>;
}

/** What another process has stored and could not deliver is offered here. */
const DELIVER_EVERY_MS = 60_000;
const DELIVER_AGAIN_MS = 30_000;

/** Events that wait are offered beside the pulling, so a slow host keeps nothing at the vendor. */
export function createEventFeeds(
  context: EngineContext,
  options: { providerIds: readonly string[]; everyMs: number; onAccessEvent: AccessEventHandler },
): EventFeeds {
  const { clock } = context;
  const delivery = createBackgroundLoop(clock, async () => {
    const isAllTaken = await deliverEvents(context, options.onAccessEvent).catch((failure: unknown) => {
      reportFailure(context, { work: 'events' }, failure);
      return false;
    });
    return clock.nowMs() + (isAllTaken ? DELIVER_EVERY_MS : DELIVER_AGAIN_MS);
  });
  const { everyMs } = options;
  const onStored = delivery.nudge;
  const ids = [...new Set(options.providerIds)];
  const feeds = ids.map((providerId) => createEventFeed(context, { providerId, everyMs, onStored }));
  const loops = [...feeds, delivery];
  return {
    async run() {
      await Promise.all(feeds.map((feed) => feed.run()));
      await delivery.run();
    },
    start() {
      for (const loop of loops) loop.start();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

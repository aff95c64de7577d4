import type { Clock } from '../ports/clock';

/** Work that is done again and again beside the lanes: when its time has come, and whenever somebody asks for it. */
export interface BackgroundLoop {
  /** Does it once; called again meanwhile, it does it once more. */
  run(): Promise<void>;
  /** From now on does it by itself. */
  start(): void;
  /** Sooner than by itself. */
  nudge(): void;
  stop(): Promise<void>;
}

/** @param runOnce Says when to do it next, in milliseconds since the epoch. Never rejects. */
export function createBackgroundLoop(clock: Clock, runOnce: () => Promise<number>): BackgroundLoop {
  let running: Promise<void> | undefined;
  let isWantedAgain = false;
  let isStarted = false;
  let cancelTimer: () => void = () => {};

  const run = (): Promise<void> => {
    isWantedAgain = true;
    running ??= (async () => {
      await Promise.resolve(); // so that `running` is set before it is taken back
      let nextMs = 0;
      while (isWantedAgain) {
        isWantedAgain = false;
        cancelTimer();
        nextMs = await runOnce();
      }
      if (isStarted) cancelTimer = clock.schedule(nextMs - clock.nowMs(), run);
      // In the same step as the last look at `isWantedAgain`: whoever wants it from now on begins anew.
      running = undefined;
    })();
    return running;
  };
  const nudge = (): void => {
    if (isStarted) void run();
  };
  return {
    run,
    nudge,
    start() {
      isStarted = true;
      nudge();
    },
    async stop() {
      isStarted = false;
      cancelTimer();
      await running;
    },
  };
}

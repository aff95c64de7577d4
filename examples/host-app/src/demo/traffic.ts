import { type LoopbackServer, type SimulatorHandler, serveOnLoopback } from '@acx/core/testing';

/** Serves simulators, and sees when nothing is on its way to them any more. */
export interface Traffic {
  /** On a loopback port of its own. */
  serve(handler: SimulatorHandler): Promise<LoopbackServer>;
  /** Waits until no simulator is asked anything. */
  quiet(): Promise<void>;
}

/** Where something is under way, it is looked at so often. */
const PAUSE_MS = 2;
/** Within so many turns of the event loop, whoever works in this process sends the next request. */
const TURNS = 10;
/** Nobody waits longer for a request that is stuck. */
const LONGEST_WAIT_MS = 5_000;

/** @param graceMs Waited after every timer, for a host whose ledger is in another process. */
export function createTraffic({ graceMs = 0 }: { readonly graceMs?: number } = {}): Traffic {
  let arrived = 0;
  let underWay = 0;
  let seen: number;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

  return {
    serve: (handler) =>
      serveOnLoopback(async (request) => {
        arrived += 1;
        underWay += 1;
        try {
          return await handler(request);
        } finally {
          underWay -= 1;
        }
      }),
    async quiet() {
      const startedAtMs = Date.now();
      do {
        seen = arrived;
        for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
        if (graceMs > 0 || arrived !== seen || underWay > 0) await sleep(Math.max(graceMs, PAUSE_MS));
      } while ((arrived !== seen || underWay > 0) && Date.now() - startedAtMs < LONGEST_WAIT_MS);
    },
  };
}

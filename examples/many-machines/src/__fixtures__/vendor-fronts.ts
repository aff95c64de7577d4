import {
  type Draws,
  DroppedConnection,
  type LoopbackServer,
  type SimulatorHandler,
  serveOnLoopback,
} from '@acx/core/testing';
import type { House } from '../house-file';
import type { HouseAddresses, SimulatedHouse } from '../simulated-house';
import { pause } from './pause';

/** A call that has arrived. */
export interface FrontCall {
  isWrite: boolean;
  /** Asked twice, it would make two: an asset booking or a visitor at iPassan. */
  isCreate: boolean;
}

/** The addresses at which one process reaches the installations, so that it is known whose calls are open. */
export interface VendorFronts {
  /** What the process reads. */
  readonly house: House;
  readonly open: ReadonlySet<FrontCall>;
  /** All calls that have arrived. */
  readonly calls: readonly FrontCall[];
  /** When the last call was answered or broke off. Epoch milliseconds, 0 before the first one. */
  readonly lastAtMs: number;
  /** From now on nothing that is still on its way arrives. */
  close(): Promise<void>;
}

/** What changes something: for figures only. */
const WRITES: Record<keyof HouseAddresses, (request: Request, body: string) => boolean> = {
  ipassan: ({ method, url }) => method !== 'GET' && !url.includes('token'),
  salto: (_request, body) => /\.(?:Insert|Update|Delete)</.test(body),
  ipevia: (_request, body) => /:Body[^>]*>\s*<(?:\w+:)?(?:Create|Set|Modify|Delete|Add|Remove|Enable)/.test(body),
};

/**
 * Opens them. Every call takes up to `slowestMs` to get there and as long to come back, so a process that is killed may leave a write that
 * arrives and an answer that nobody hears.
 */
export async function openVendorFronts(
  world: SimulatedHouse,
  { draws, slowestMs }: { draws: Draws; slowestMs: number },
): Promise<VendorFronts> {
  const open = new Set<FrontCall>();
  const calls: FrontCall[] = [];
  let lastAtMs = 0;
  let isClosed = false;
  const serve = (vendor: keyof HouseAddresses): Promise<LoopbackServer> => {
    const { handler }: { handler: SimulatorHandler } = world[vendor];
    return serveOnLoopback(async (request) => {
      const call: FrontCall = { isWrite: false, isCreate: false };
      open.add(call);
      calls.push(call);
      try {
        call.isWrite = WRITES[vendor](request, await request.clone().text());
        call.isCreate = call.isWrite && vendor === 'ipassan' && request.method === 'POST';
        await pause(draws.between(1, slowestMs));
        if (isClosed) throw new DroppedConnection();
        const answer = await handler(request);
        await pause(draws.between(1, slowestMs));
        return answer;
      } finally {
        open.delete(call);
        lastAtMs = Date.now();
      }
    });
  };
  const [ipassan, salto, ipevia] = [await serve('ipassan'), await serve('salto'), await serve('ipevia')];
  return {
    house: world.at({ ipassan: ipassan.url, salto: salto.url, ipevia: ipevia.url }),
    open,
    calls,
    get lastAtMs() {
      return lastAtMs;
    },
    async close() {
      isClosed = true;
      await Promise.all([ipassan, salto, ipevia].map((server) => server.close()));
    },
  };
}

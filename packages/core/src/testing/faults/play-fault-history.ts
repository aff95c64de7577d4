import { createInMemoryDirectory } from '../../mapping/in-memory-directory';
import type { AccessProvider } from '../../ports/access-provider';
import type { Ledger } from '../../ports/ledger';
import { toFakeManifest } from '../fake/fake-provider-options';
import { createFakeVendor } from '../fake/fake-vendor';
import { atMinute, lawDirectory } from '../laws/law-world';
import { playFaultAct } from './fault-acts';
import { createFaultClock } from './fault-clock';
import { createFaultCrew } from './fault-crew';
import { createFaultHost } from './fault-host';
import { createFaultJudge } from './fault-judge';
import { createFaultLedger, createInTurn } from './fault-ledger';
import { type FaultManifest, faultManifests } from './fault-manifests';
import { createFaultNetwork } from './fault-network';
import { startFaultProcess } from './fault-process';
import { createFaultProvider } from './fault-provider';
import type { FaultReport } from './fault-report';
import { createFaultVendor } from './fault-vendor';
import { createFaultWeather } from './fault-weather';
import { createFaultWishes } from './fault-wishes';
import type { FaultWorld } from './fault-world';
import { createLaneWatch } from './lane-watch';
import { judgeRest } from './rest-laws';
import { createSeededDraws } from './seeded-draws';
import { createStandingLaws } from './standing-laws';

/** An empty ledger that several processes share. */
export interface FaultLedgerStore {
  /** One more process' view of the same data. Closed when the process is gone, where that is asked for. */
  connect(): Promise<Ledger>;
  /** Closes everything that is still open and clears it away. */
  close(): Promise<void>;
}

/** One history. */
export interface FaultHistoryOptions {
  /** Any whole number. Everything that happens is drawn from it. */
  readonly seed: number;
  /** Makes an empty ledger. */
  readonly createLedger: () => Promise<FaultLedgerStore>;
  /** How many things happen before the trouble is over. Default 20. */
  readonly size?: number;
  /** What happens before the trouble is over. Default: `size` things that are drawn, in bad weather. */
  readonly plot?: (world: FaultWorld) => Promise<void>;
  /** The kind of vendor. Default: drawn. */
  readonly manifest?: FaultManifest;
  /**
   * The process that passes this moment dies at it. Moments are counted over all processes, from 1. Default: nobody dies but by what
   * happens.
   */
  readonly crashAt?: number;
  /** Puts something in front of the ledger of each process, to see whether the judge notices. */
  readonly tamperLedger?: (ledger: Ledger) => Ledger;
  /** The same for its provider. */
  readonly tamperProvider?: (provider: AccessProvider) => AccessProvider;
}

/** A law was broken: the history ends here. */
class LawBroken extends Error {}

const DEFAULT_SIZE = 20;

/**
 * Plays one history: bookings come, change and go; the vendor, the network, the ledger, the clocks and the processes fail; the judge looks
 * whenever the clock stands. In the end the trouble is over, and everything must come to rest. Takes no real time.
 *
 * Equal options give equal histories, with any ledger whose answers are equal.
 */
export async function playFaultHistory(options: FaultHistoryOptions): Promise<FaultReport> {
  const { seed, size = DEFAULT_SIZE, plot = drawnPlot(size), crashAt, tamperLedger = (ledger) => ledger } = options;
  const draws = createSeededDraws(seed);
  const { title, manifest: chosen } = options.manifest ?? draws.pick(faultManifests);
  const manifest = toFakeManifest({
    ...chosen,
    vendor: createFakeVendor({ clock: { nowMs: () => 0, schedule: () => () => {} } }),
  });
  const startMs = Date.parse(atMinute(0));
  const minuteOf = (ms: number): number => (ms - startMs) / 60_000;
  const inTurn = createInTurn();
  const judge = createFaultJudge(() => minuteOf(clock.nowMs()));
  const clock = createFaultClock({
    startsAtMs: startMs,
    draws,
    isBusy: () => inTurn.isBusy,
    onSpin: () => judge.condemn('nothing spins', 'Something asks again and again to be called at once.'),
    onStand() {
      laws.judge();
      if (judge.violation !== undefined) throw new LawBroken();
    },
  });
  const { nowMs } = clock;
  const fake = createFakeVendor({
    clock: { nowMs, schedule: (delayMs, callback) => clock.schedule('vendor', delayMs, callback) },
  });
  const weather = createFaultWeather(clock);
  const wishes = createFaultWishes(nowMs);
  const watch = createLaneWatch(nowMs, judge);
  const network = createFaultNetwork({ clock, draws, weather, judge });
  const vendor = createFaultVendor({ fake, clock, judge, weather, manifest, watch, wishes, minuteOf, nowMs });
  const store = await options.createLedger();
  const directory = createInMemoryDirectory(lawDirectory);
  const crew = createFaultCrew({
    ...{ clock, draws, judge, weather, crashAt },
    async start(gate) {
      const own = tamperLedger(await store.connect());
      const ledger = createFaultLedger(own, gate, { clock, draws, weather, watch, judge, inTurn });
      const tamper = options.tamperProvider ?? ((provider) => provider);
      const provider = createFaultProvider(gate, { fake, vendor, network, watch, manifest: chosen, nowMs, tamper });
      return startFaultProcess({ gate, clock, draws, judge, ledger, provider, directory, take: host.take });
    },
  });
  const host = createFaultHost({ clock, draws, judge, weather, wishes, crew, minuteOf });
  const world: FaultWorld = {
    ...{ startMs, minuteOf, draws, clock, judge, weather, wishes, fake, vendor, manifest, crew, host },
  };
  const laws = createStandingLaws(world);
  try {
    await crew.fill(2);
    await plot(world);
    judge.step();
    await judgeRest(world, await store.connect(), laws.judgeDoors);
  } catch (failure) {
    if (!(failure instanceof LawBroken)) throw failure;
  } finally {
    await store.close();
  }
  const { violation, trace, steps } = judge;
  const { crashes, moments } = crew;
  return { seed, title, ...(violation && { violation }), trace, steps, crashes, moments, landed: vendor.landed };
}

function drawnPlot(size: number): (world: FaultWorld) => Promise<void> {
  return async (world) => {
    for (let step = 0; step < size; step += 1) {
      world.judge.step();
      await playFaultAct(world);
    }
  };
}

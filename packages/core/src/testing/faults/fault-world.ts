import type { FakeManifest } from '../fake/fake-provider-options';
import type { FakeVendor } from '../fake/fake-vendor';
import type { FaultClock } from './fault-clock';
import type { FaultCrew } from './fault-crew';
import type { FaultHost } from './fault-host';
import type { FaultJudge } from './fault-judge';
import type { FaultVendor } from './fault-vendor';
import type { FaultWeather } from './fault-weather';
import type { FaultWishes } from './fault-wishes';
import type { Draws } from './seeded-draws';

/** Everything that a history is played with. */
export interface FaultWorld {
  readonly startMs: number;
  readonly minuteOf: (ms: number) => number;
  readonly draws: Draws;
  readonly clock: FaultClock;
  readonly judge: FaultJudge;
  readonly weather: FaultWeather;
  readonly wishes: FaultWishes;
  readonly fake: FakeVendor;
  readonly vendor: FaultVendor;
  readonly manifest: FakeManifest;
  readonly crew: FaultCrew;
  readonly host: FaultHost;
}

import { FakeWireFailure } from '../fake/fake-wire-failure';
import { LONGEST_RETRY_AFTER_MS, LONGEST_TRAVEL_MS } from './fault-bounds';
import type { FaultClock } from './fault-clock';
import type { FaultJudge } from './fault-judge';
import type { FaultWeather } from './fault-weather';
import type { ProcessGate } from './process-gate';
import type { Draws } from './seeded-draws';

/** The way between the processes and the vendor. What has left arrives, whether or not its process still lives. */
export interface FaultNetwork {
  /**
   * @param call.land What the vendor does when the call arrives.
   * @throws FakeWireFailure in bad weather.
   */
  send<Answer>(call: {
    gate: ProcessGate;
    name: string;
    isWrite: boolean;
    land: () => Promise<Answer>;
  }): Promise<Answer>;
}

type Fate =
  | { readonly type: 'arrive' | 'lose_request' | 'lose_answer' | 'half_open' | 'half_open_arrive' }
  | { readonly type: 'fail'; readonly failure: FakeWireFailure };

const arrive: Fate = { type: 'arrive' };

/** A network in the given weather. */
export function createFaultNetwork(parts: {
  clock: FaultClock;
  draws: Draws;
  weather: FaultWeather;
  judge: FaultJudge;
}): FaultNetwork {
  const { clock, draws, weather, judge } = parts;
  const drawFate = (isWrite: boolean): Fate => {
    if (weather.is('outage')) return { type: 'fail', failure: new FakeWireFailure('unreachable') };
    if (weather.is('storm') && draws.chance(0.7))
      return { type: 'fail', failure: new FakeWireFailure('rate_limited', draws.between(1, LONGEST_RETRY_AFTER_MS)) };
    if (weather.is('errors') && draws.chance(0.6))
      return { type: 'fail', failure: new FakeWireFailure('unavailable', draws.chance(0.5) ? undefined : 2_000) };
    if (isWrite && weather.is('refusals') && draws.chance(0.5))
      return { type: 'fail', failure: new FakeWireFailure('refused') };
    if (!weather.is('lossy')) return arrive;
    return draws.weighted<Fate>([
      [5, arrive],
      [2, { type: 'lose_request' }],
      [3, { type: 'lose_answer' }],
      [1, { type: 'half_open' }],
      [2, { type: 'half_open_arrive' }],
    ]);
  };
  const travelMs = (): number =>
    weather.is('slow_vendor') ? draws.between(100, LONGEST_TRAVEL_MS) : draws.between(1, 200);

  return {
    send({ gate, name, isWrite, land }) {
      const fate = drawFate(isWrite);
      if (fate.type !== 'arrive') {
        weather.trouble();
        judge.note(`${gate.name}: ${name}: ${fate.type === 'fail' ? fate.failure.kind : fate.type}`);
      }
      return new Promise((resolve, reject) => {
        const answer = (deliver: () => void): void => {
          clock.schedule('network', travelMs(), () => {
            if (gate.passes()) deliver();
          });
        };
        clock.schedule('network', travelMs(), async () => {
          if (fate.type === 'fail') return answer(() => reject(fate.failure));
          if (fate.type === 'half_open') return;
          if (fate.type === 'lose_request') return answer(() => reject(new FakeWireFailure('lost')));
          try {
            const result = await land();
            if (fate.type === 'half_open_arrive') return;
            answer(() => (fate.type === 'lose_answer' ? reject(new FakeWireFailure('lost')) : resolve(result)));
          } catch (failure) {
            answer(() => reject(failure));
          }
        });
      });
    },
  };
}

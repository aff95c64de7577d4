import { beforeAll, describe, expect, it } from 'vitest';
import { createSimulatorTarget, readLiveTarget } from './contract-target';
import { type Observations, observeContract } from './observe-contract';

// `npm test` holds the contract against the simulator only; `npm run contract` also reads the environment.
const isLiveWanted = process.env.ACX_CONTRACT === 'live';
const live = isLiveWanted ? readLiveTarget(process.env) : undefined;
const target = live ?? createSimulatorTarget();

describe(`what we rely on at iPassan, held against ${target.name}`, () => {
  let seen: Observations = {};
  beforeAll(async () => {
    seen = await observeContract(target);
    if (live === undefined) return;
    const expected = await observeContract(createSimulatorTarget());
    const steps = Object.keys(expected);
    const differing = steps.filter((step) => JSON.stringify(seen[step]) !== JSON.stringify(expected[step]));
    const lines = differing.map(
      (step) => `  ${step}: ${JSON.stringify(seen[step])}, simulator ${JSON.stringify(expected[step])}`,
    );
    const verdict = differing.length === 0 ? 'does what the simulator does' : 'differs from the simulator:';
    process.stdout.write(`\n${[`${target.name} ${verdict}`, ...lines].join('\n')}\n`);
  }, 120_000);

  it('the installation is healthy and knows the asset and the person', () => {
    expect(seen).toMatchObject({
      'health findings that failed': [],
      'the asset is among the places': true,
      'the person can be read': true,
      'a person who is not there is not found': true,
    });
  });

  it('a wrong site is refused and told apart', () => {
    expect(seen['a wrong site is answered with']).toBe('provider_call wrong_site');
  });

  it('a booking is created, found again by our mark, moved and revoked', () => {
    expect(seen).toMatchObject({
      'a booking is created': 'applied',
      'it is read back by our mark': 1,
      'its end is moved': 'applied',
      'it is revoked': 'applied',
      'and revoked again': 'applied',
      'nothing is left of it': 0,
    });
  });

  it('a booking beside the slots never takes effect', () => {
    expect(seen['a booking beside the slots']).toMatch(/^none: /);
  });

  it('a second booking of a slot is taken or refused as a conflict, nothing else', () => {
    expect(['applied', 'none: conflict slot']).toContain(seen['a second booking of its slot']);
  });

  it('nothing is left behind', () => {
    expect(seen['left over after the clean-up']).toBe(0);
  });
});

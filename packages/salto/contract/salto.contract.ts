import { beforeAll, describe, expect, it } from 'vitest';
import { listDifferences, listNeededOptions } from './compare-observations';
import { authenticationOf, createSimulatorTarget, readLiveTarget } from './contract-target';
import { type Observations, observeContract } from './observe-contract';

// `npm test` holds the contract against the simulator only; `npm run contract` asks for an installation.
const live = process.env.ACX_CONTRACT === 'live' ? readLiveTarget(process.env) : undefined;
const target = live ?? createSimulatorTarget();

describe(`what we rely on at Salto, held against ${target.name}`, () => {
  let seen: Observations = {};
  beforeAll(async () => {
    const nowMs = Date.now();
    seen = await observeContract(target, nowMs);
    if (live === undefined) return;
    const differences = listDifferences(
      seen,
      await observeContract(createSimulatorTarget(authenticationOf(live)), nowMs),
    );
    const needed = listNeededOptions(seen);
    const lines = [
      `${target.name} ${differences.length === 0 ? 'does what the simulator does' : 'differs from the simulator:'}`,
      ...differences.map((line) => `  ${line}`),
      ...(needed.length === 0 ? [] : ['Options that it needs:', ...needed.map((line) => `  ${line}`)]),
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }, 300_000);

  it('the installation is healthy and knows the access level and the zone', () => {
    expect(seen['health findings that failed']).toBe('none');
  });

  it('wrong credentials are refused where any are asked for', () => {
    expect(seen['wrong credentials are answered with']).toMatch(/^(?:not asked for|none: authentication.*)$/);
  });

  it('a timetable and a right are written, and come back as written', () => {
    expect(seen).toMatchObject({ 'a timetable is written': 'done', 'a right is written': 'done' });
    for (const step of ['a timetable comes back as written', 'a right comes back as written'])
      expect(['yes', 'not told']).toContain(seen[step]);
  });

  it('what is not known is refused, and the right that is there stays', () => {
    expect(seen['an unknown zone']).toMatch(/^none: /);
    expect(['yes', 'not told']).toContain(seen['the right is still there after that']);
  });

  it('a booking is created, moved, revoked and revoked again', () => {
    expect(seen).toMatchObject({
      'a booking is created': 'applied',
      'its end is moved': 'applied',
      'it is revoked': 'applied',
      'and revoked again': 'applied',
    });
    for (const step of ['it is read back as it was meant', 'and that is read back', 'nothing is left of it'])
      expect(['yes', 'not told']).toContain(seen[step]);
  });

  it('door events can be read from the present on', () => {
    expect(seen).toMatchObject({ 'the newest events can be read': 'done', 'door events begin at the present': 'done' });
  });

  it('nothing is left behind', () => {
    expect(seen['left over after the clean-up']).toBe('0');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { listDifferences, listNeededOptions } from './compare-observations';
import { createSimulatorTarget, readLiveTarget } from './contract-target';
import { type Observations, observeContract, observeSimulatorLike } from './observe-contract';

// Without ACX_CONTRACT, as in `npm test`, the simulator is asked and nothing else.
const live = process.env.ACX_CONTRACT === 'live' ? readLiveTarget(process.env) : undefined;
const target = live ?? createSimulatorTarget();

describe(`what we rely on at iPevia, asked of ${target.name}`, () => {
  let seen: Observations = {};
  beforeAll(async () => {
    seen = await observeContract(target);
    if (live === undefined) return;
    const differences = listDifferences(seen, await observeSimulatorLike(live, seen));
    const options = listNeededOptions(seen);
    const lines = [
      differences.length === 0
        ? `${live.name} and the simulator do the same`
        : `${live.name} and the simulator differ:`,
      ...differences.map((difference) => `  ${difference}`),
      ...(options.length === 0 ? [] : ['Options that it needs:', ...options.map((option) => `  ${option}`)]),
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }, 300_000);

  it('a wrong password is refused', () => {
    expect(seen['a wrong password is answered with']).toBe('none: authentication');
  });

  it('card numbers have the type and the format that we send', () => {
    expect(seen).toMatchObject({ 'the identifier type is known': 'yes', 'the format is known': 'yes' });
  });

  it('a right is written, read, changed and taken away by the service', () => {
    const expected =
      seen['rights are held as'] === 'a whitelist'
        ? { 'a number is added': 'done', 'it can be asked for by its value': 'yes', 'it is still there': 'no' }
        : {
            'a credential is made': 'done',
            'it comes back as written': 'yes',
            'its end is changed': 'done',
            'the change comes back': 'yes',
            'the credential is gone': 'yes',
          };
    expect(seen).toMatchObject(expected);
  });

  it('the installation is healthy for our options', () => {
    expect(seen['health findings that failed']).toBe('none');
  });

  it('a booking is created, moved, revoked, and revoked again', () => {
    expect(seen).toMatchObject({
      'a booking is created': 'applied',
      'it is read back as it was meant': 'yes',
      'and that is read back': 'yes',
      'it is revoked': 'applied',
      'and revoked again': 'applied',
      'nothing is left of it': 'yes',
    });
    expect(['applied', 'holds no time']).toContain(seen['its end is moved']);
  });

  it('nothing of the fenced card is left', () => {
    expect(seen['left over after the clean-up']).toBe('0');
  });
});

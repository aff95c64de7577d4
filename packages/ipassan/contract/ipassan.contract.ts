import { beforeAll, describe, expect, it } from 'vitest';
import { listDifferences } from './compare-observations';
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
    const expected = await observeContract(createSimulatorTarget({ hasVisits: target.host !== undefined }));
    const lines = listDifferences(seen, expected);
    const verdict = lines.length === 0 ? 'does what the simulator does' : 'differs from the simulator:';
    process.stdout.write(`\n${[`${target.name} ${verdict}`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`);
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

  describe.skipIf(target.host === undefined)('visits (with ACX_IPASSAN_VISITS=1)', () => {
    it('a visit is created with a PIN of 4 to 8 digits, and can be read again', () => {
      expect(seen).toMatchObject({
        'visit: it is created': 'done',
        'visit: it can be read': true,
        'visit: it is in the list': true,
        'visit: its times come back': '0 h to 1 h',
      });
      expect(seen['visit: digits of its PIN']).toBeGreaterThanOrEqual(4);
      expect(seen['visit: digits of its PIN']).toBeLessThanOrEqual(8);
    });

    it('a visit of a host who does not exist is refused', () => {
      expect(seen['visit: one of nobody is created']).toBe('provider_call host_not_linked');
    });

    it('its times can be changed, which leaves its PIN alone, and nothing else can', () => {
      expect(seen).toMatchObject({
        'visit: its end is moved': 'done',
        'visit: its times after that': '0 h to 2 h',
        'visit: another name': 'provider_call only_times',
        'visit: its name after that': 'the same',
      });
      expect(['the same', 'none']).toContain(seen['visit: its PIN after that']);
    });

    it('cancelling leaves an entry that shows no PIN', () => {
      expect(seen).toMatchObject({
        'visit: it is cancelled': 'done',
        'visit: its entry shows a PIN': false,
        'visit: left over after the clean-up': 0,
      });
    });
  });
});

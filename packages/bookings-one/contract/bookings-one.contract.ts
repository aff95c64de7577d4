import { beforeAll, describe, expect, it } from 'vitest';
import { listDifferences } from './compare-observations';
import { createSimulatorTarget, readLiveTarget } from './contract-target';
import { type Observations, observeContract } from './observe-contract';

// `npm test` holds the contract against the simulator only; `npm run contract` also reads the environment.
const isLiveWanted = process.env.ACX_CONTRACT === 'live';
const live = isLiveWanted ? readLiveTarget(process.env) : undefined;
const nowMs = Date.now();
const everything = { registrationCode: 'simulated', callUrl: 'simulated' };
const target = live ?? createSimulatorTarget(nowMs, everything);

describe(`what we rely on at Bookings ONE, held against ${target.name}`, () => {
  let seen: Observations = {};
  beforeAll(async () => {
    seen = await observeContract(target, nowMs);
    if (isLiveWanted && live === undefined)
      process.stdout.write('\nNo installation was asked: ACX_BOOKINGS_ONE_URL and the other variables are not set.\n');
    if (live === undefined) return;
    const expected = await observeContract(createSimulatorTarget(nowMs, target, target.options.auth), nowMs);
    const lines = listDifferences(seen, expected);
    const verdict = lines.length === 0 ? 'does what the simulator does' : 'differs from the simulator:';
    process.stdout.write(`\n${[`${target.name} ${verdict}`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`);
  }, 120_000);

  it('the server takes the token, and no other', () => {
    expect(seen).toMatchObject({ 'the token is taken': 'done', 'another token': 'authentication' });
  });

  it('the lists of the resource are read, field by field', () => {
    expect(seen).toMatchObject({
      'the lists of three days are read': ['done', 'done', 'done'],
      'something is listed': true,
      'fields that cannot be read': [],
    });
  });

  it('a booking is listed for its own days only, in the words of the profile, and grants', () => {
    expect(seen).toMatchObject({
      'something is listed for a day on which it is not': false,
      'status words that are not in the profile': [],
      'a booking grants': true,
    });
    expect([true, 'nothing does']).toContain(seen['what stays over midnight is read on its second day']);
  });

  it('people have e-mail addresses', () => {
    expect(seen['an organizer has an e-mail address']).toBe(true);
  });

  it('a resource that is not there has no list', () => {
    expect(seen['a list of a resource that is not there']).not.toBe('done');
  });

  it('a source understands all of it', () => {
    expect(seen['what a source reports of them']).not.toContain('booking_contradictory');
    expect(seen['what a source reports of them']).toBeInstanceOf(Array);
  });

  describe.skipIf(target.registrationCode === undefined)('visitors (with ACX_BOOKINGS_ONE_CODE)', () => {
    it('a code is found, with a status in the words of the profile', () => {
      expect(seen).toMatchObject({ 'the code of a visitor': 'found', 'the visiting status is in the profile': true });
    });

    it('a code that nobody has is told apart', () => {
      expect(['not found', 'unknown']).toContain(seen['a code that nobody has']);
    });
  });

  describe.skipIf(target.callUrl === undefined)('announcements (with ACX_BOOKINGS_ONE_WRITES=1)', () => {
    it('an address is subscribed', () => {
      expect(seen['an address is subscribed']).toBe('done');
    });
  });
});

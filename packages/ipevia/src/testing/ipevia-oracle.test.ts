import { createFixedClock } from '@acx/core/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CredentialEdit } from './ipevia-manual-edits';
import type { SimulatedProfileLink } from './ipevia-records';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';

const CARD = '00000F1206';
const setUp = (switches: Partial<IpeviaSwitches> = {}, timeZone?: string) => {
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const simulator = createIpeviaSimulator({ clock, switches, timeZone });
  const give = (edit: CredentialEdit = {}) => simulator.addCredential({ token: 'own', card: CARD, ...edit });
  const opens = (at?: string) => simulator.opens({ card: CARD, at });
  return { clock, simulator, give, opens };
};
const link = (
  accessProfile: string,
  validFromAt: string | null = null,
  validToAt: string | null = null,
): SimulatedProfileLink => ({
  accessProfile,
  validFromAt,
  validToAt,
});
const window = { validFromAt: '2026-07-01T10:00:00.000Z', validToAt: '2026-07-01T12:00:00.000Z' };

describe('the barrier of the iPevia simulator', () => {
  it('opens for nobody at first, and not for another card', () => {
    const { simulator, give, opens } = setUp();
    expect(opens()).toBe(false);
    give();
    expect([opens(), simulator.opens({ card: CARD.toLowerCase() }), simulator.opens({ card: '10001E240D' })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['2026-07-01T09:59:59.999Z', false],
    ['2026-07-01T10:00:00.000Z', true],
    ['2026-07-01T13:59:59.999+02:00', true],
    ['2026-07-01T12:00:00.000Z', false],
  ])('opens at %s from ten, included, to twelve, excluded: %s', (at, expected) => {
    const credential = setUp();
    credential.give(window);
    expect(credential.opens(at)).toBe(expected);
    const profile = setUp();
    profile.give({ accessProfiles: [link('site', window.validFromAt, window.validToAt)] });
    expect(profile.opens(at)).toBe(expected);
  });

  it('needs the credential and its profile to be valid together', () => {
    const { give, opens } = setUp();
    give({ ...window, accessProfiles: [link('site', '2026-07-01T11:00:00Z')] });
    expect(['10:30', '11:00', '12:00'].map((time) => opens(`2026-07-01T${time}:00Z`))).toEqual([false, true, false]);
  });

  it('needs the credential to be enabled, to have a profile, and a number that is not exempted', () => {
    const { simulator, give, opens } = setUp();
    const credential = give();
    simulator.setEnabled('own', false);
    expect(opens()).toBe(false);
    simulator.changeCredential('own', { isEnabled: true, accessProfiles: [] });
    expect(opens()).toBe(false);
    simulator.changeCredential('own', { accessProfiles: credential.accessProfiles });
    expect(opens()).toBe(true);
    simulator.changeCredential('own', {
      identifiers: credential.identifiers.map((item) => ({ ...item, isExempted: true })),
    });
    expect(opens()).toBe(false);
  });

  it('opens at the access points of the profile only', () => {
    const { simulator, give } = setUp();
    simulator.addAccessPoint({ token: 'side', direction: 'entry' });
    simulator.addAccessProfile({ token: 'in', accessPoints: ['entry'] });
    give({ accessProfiles: [link('in')] });
    const at = (accessPoint?: string) => simulator.opens({ card: CARD, accessPoint });
    expect([at(), at('entry'), at('exit'), at('side')]).toEqual([true, true, false, false]);
    simulator.changeCredential('own', { accessProfiles: [link('in'), link('site')] });
    expect([at('exit'), at('side')]).toEqual([true, true]);
    simulator.removeAccessProfile('site');
    expect([at('entry'), at('exit')]).toEqual([true, false]);
    expect(() => at('roof')).toThrow(RangeError);
  });

  it('looks at the lists before anything else, the blacklist first', () => {
    const { simulator, give, opens } = setUp();
    simulator.addToWhitelist(CARD);
    expect(opens()).toBe(true);
    simulator.addToBlacklist(CARD);
    give();
    expect([opens(), simulator.state.whitelist.size]).toEqual([false, 0]);
    simulator.removeFromBlacklist(CARD);
    expect(opens()).toBe(true);
    simulator.removeCredential('own');
    simulator.addToWhitelist(CARD);
    simulator.removeFromWhitelist(CARD);
    expect(opens()).toBe(false);
  });

  it('does not care for dates that a capability says no to', () => {
    const { simulator, give, opens } = setUp();
    give({ ...window, accessProfiles: [link('site', window.validFromAt, window.validToAt)] });
    const later = '2026-08-01T00:00:00Z';
    simulator.switches.hasValidity = false;
    expect(opens(later)).toBe(false);
    simulator.switches.hasProfileValidity = false;
    expect(opens(later)).toBe(true);
    simulator.switches.hasValidity = true;
    expect(opens(later)).toBe(false);
  });

  // Dublin is one hour ahead in summer, Honolulu ten behind.
  it.each([
    ['Europe/Dublin', '2026-06-30T22:59:59Z', false],
    ['Europe/Dublin', '2026-06-30T23:00:00Z', true],
    ['Europe/Dublin', '2026-07-02T22:59:59Z', true],
    ['Europe/Dublin', '2026-07-02T23:00:00Z', false],
    ['Pacific/Honolulu', '2026-07-01T09:59:59Z', false],
    ['Pacific/Honolulu', '2026-07-01T10:00:00Z', true],
    ['Pacific/Honolulu', '2026-07-03T09:59:59Z', true],
    ['Pacific/Honolulu', '2026-07-03T10:00:00Z', false],
  ])('goes by local dates in %s where time does not count, at %s: %s', (timeZone, at, expected) => {
    const { give, opens } = setUp({ validityHasTime: false }, timeZone);
    give({ validFromAt: '2026-07-01T15:00:00Z', validToAt: '2026-07-03T15:00:00Z' });
    expect(opens(at)).toBe(expected);
  });

  it('does not open at all in a window of one date where time does not count', () => {
    const { give, opens } = setUp({ validityHasTime: false });
    give(window);
    for (let hour = 0; hour < 24; hour += 1)
      expect(opens(`2026-07-01T${String(hour).padStart(2, '0')}:00:00Z`)).toBe(false);
  });

  it('refuses a time that is no instant', () => {
    const { simulator, opens } = setUp();
    expect(() => opens('2026-07-01T10:00:00')).toThrow(RangeError);
    expect(() => simulator.opens({ card: CARD, at: new Date(Number.NaN) })).toThrow(RangeError);
  });

  it('gives after any history of edits the answer that a look at the records gives', () => {
    const card = fc.constantFrom('0000000001', '0000000002');
    const token = fc.constantFrom('a', 'b', 'c');
    const hour = fc.option(fc.integer({ min: 0, max: 5 }).map((at) => `2026-07-01T0${at}:00:00.000Z`));
    const edit = fc.record({ card, isEnabled: fc.boolean(), validFromAt: hour, validToAt: hour });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), token, edit }),
      fc.record({ kind: fc.constant('remove' as const), token }),
      fc.record({ kind: fc.constantFrom('allow' as const, 'ban' as const, 'unlist' as const), card }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { simulator } = setUp();
        const { credentials, whitelist, blacklist } = simulator.state;
        for (const done of steps) {
          if (done.kind === 'put' && !credentials.has(done.token))
            simulator.addCredential({ token: done.token, ...done.edit });
          else if (done.kind === 'put') simulator.changeCredential(done.token, done.edit);
          else if (done.kind === 'remove' && credentials.has(done.token)) simulator.removeCredential(done.token);
          else if (done.kind === 'allow') simulator.addToWhitelist(done.card);
          else if (done.kind === 'ban') simulator.addToBlacklist(done.card);
          else if (done.kind === 'unlist') simulator.removeFromWhitelist(done.card);
        }
        const isOn = (list: typeof whitelist, value: string) => [...list.values()].some((item) => item.value === value);
        for (const value of ['0000000001', '0000000002'])
          for (let at = 0; at < 7; at += 1) {
            const instant = `2026-07-01T0${at}:00:00.000Z`;
            const isRight = [...credentials.values()].some(
              (item) =>
                item.isEnabled &&
                item.identifiers.some((identifier) => identifier.value === value) &&
                (item.validFromAt ?? '') <= instant &&
                instant < (item.validToAt ?? '9'),
            );
            const expected = !isOn(blacklist, value) && (isOn(whitelist, value) || isRight);
            expect(simulator.opens({ card: value, at: instant })).toBe(expected);
          }
      }),
    );
  });

  it('answers a hundred thousand questions in a moment', () => {
    const { simulator, give } = setUp({ validityHasTime: false });
    for (let index = 0; index < 1000; index += 1)
      simulator.addCredential({ card: index.toString(16).padStart(10, '0') });
    give(window);
    const startedMs = performance.now();
    for (let index = 0; index < 100_000; index += 1)
      simulator.opens({ card: CARD, at: new Date(1_780_000_000_000 + index * 60_000) });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });
});

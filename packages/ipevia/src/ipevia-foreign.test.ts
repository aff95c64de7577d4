import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost } from './__fixtures__/ipevia-host';
import type { CredentialEdit } from './testing';

const without = { accessProfiles: [] };
const link = (validFromAt: string | null = null, validToAt: string | null = null) => ({
  accessProfiles: [{ accessProfile: 'site', validFromAt, validToAt }],
});

/** A host on a site where an operator has made a credential for Ada's card. */
function createHost(credential: CredentialEdit): TestHost {
  const host = createTestHost({ switches: { auth: 'basic', maximumWhitelisted: 0 } });
  host.simulator.addCredential({ token: 'by-hand', card: hexOf.ada, ...credential });
  return host;
}
const byHand = ({ simulator }: TestHost) => simulator.state.credentials.get('by-hand');

describe('a card for which somebody else has made a credential', () => {
  it('gets our access profile for the booked time only, and is then as it was', async () => {
    const host = createHost(without);
    const before = byHand(host);
    await host.access.putBooking(host.booking());
    const seen: boolean[] = [];
    for (const time of ['07:59', '08:00', '11:59', '12:00']) {
      await host.playUntil(`2026-11-23T${time}:00.000Z`);
      seen.push(host.opens('ada'));
      if (time === '08:00')
        expect(byHand(host)).toEqual({ ...before, ...link('2026-11-23T08:00:00.000Z', '2026-11-23T12:00:00.000Z') });
    }
    expect(seen).toEqual([false, true, true, false]);
    expect(byHand(host)).toEqual(before);
    expect(host.simulator.state.credentials.size).toBe(1);
  });

  it('is handed over from booking to booking, and let go when the last is cancelled', async () => {
    const host = createHost(without);
    const before = byHand(host);
    await host.access.putBooking(host.booking());
    await host.access.putBooking(
      host.booking({ id: 'b2', startsAt: '2026-11-23T14:00:00Z', endsAt: '2026-11-23T15:00:00Z' }),
    );
    await host.playUntil('2026-11-23T14:30:00.000Z');
    expect(host.opens('ada')).toBe(true);
    await host.access.cancelBooking('b2');
    await host.access.runDue();
    expect(byHand(host)).toEqual(before);
  });

  it('keeps other profiles that it has', async () => {
    const host = createHost({ accessProfiles: [{ accessProfile: 'office', validFromAt: null, validToAt: null }] });
    host.simulator.addAccessProfile({ token: 'office', accessPoints: [] });
    const before = byHand(host);
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect([host.opens('ada'), byHand(host)?.accessProfiles.length]).toEqual([true, 2]);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    expect(byHand(host)).toEqual(before);
  });

  it('is left alone when it has the right already', async () => {
    const host = createHost(link());
    const before = byHand(host);
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T13:00:00.000Z');
    expect(byHand(host)).toEqual(before);
    expect(host.notices).toEqual([]);
    expect(
      host.simulator.operatorLog.filter(({ user }) => user !== 'operator').map(({ action }) => action),
    ).not.toContain('SetCredentialAccessProfiles');
  });

  it.each<[what: string, credential: CredentialEdit, says: RegExp]>([
    ['is disabled', { ...without, isEnabled: false }, /disabled/],
    ['ends in the middle of the booking', { ...without, validToAt: '2026-11-23T10:00:00.000Z' }, /not valid in all/],
    ['carries the profile for another time', link(null, '2026-11-23T10:00:00.000Z'), /left as it is/],
  ])('stays closed and tells people when that credential %s', async (_what, credential, says) => {
    const host = createHost(credential);
    const before = byHand(host);
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T11:00:00.000Z');
    expect([host.opens('ada'), byHand(host)]).toEqual([false, before]);
    expect(host.notices.length).toBeGreaterThan(0);
    expect(JSON.stringify(host.notices)).toMatch(says);
    expect(JSON.stringify(host.notices)).not.toMatch(/987654|F1206|by-hand/);
  });

  it('gets one of ours as soon as that credential is gone and somebody checks', async () => {
    const host = createHost(without);
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.removeCredential('by-hand');
    await host.access.check({ providerId: 'car-park', mode: 'heal' });
    await host.access.runDue();
    expect(host.opens('ada')).toBe(true);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    expect(host.simulator.state.credentials.size).toBe(0);
  });

  it('survives a crash between our note and the call, and lost answers of both calls', async () => {
    const host = createHost(without);
    const before = byHand(host);
    const { levers, callOf } = host.simulator;
    levers.dropAnswer({ when: callOf('SetCredentialAccessProfiles') });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.restart();
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect(host.opens('ada')).toBe(true);
    levers.dropAnswer({ when: callOf('DeleteCredentialAccessProfiles') });
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    host.restart();
    await host.playUntil('2026-11-23T09:30:00.000Z');
    expect(byHand(host)).toEqual(before);
  });
});

describe('a whitelist that others use too', () => {
  const createListHost = () =>
    createTestHost({ switches: { auth: 'basic', maximumCredentials: 0 }, ipevia: { strategy: 'whitelist' } });

  it('keeps the numbers of others, also that of a card that was booked', async () => {
    const host = createListHost();
    host.simulator.addToWhitelist(hexOf.ada);
    host.simulator.addToWhitelist(hexOf.cleo);
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: 'ben' }] }));
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect([host.opens('ada'), host.opens('ben'), host.opens('cleo')]).toEqual([true, true, true]);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    expect([host.opens('ada'), host.opens('ben'), host.opens('cleo')]).toEqual([true, false, true]);
  });

  it('never takes a card off the blacklist', async () => {
    const host = createListHost();
    host.simulator.addToBlacklist(hexOf.ada);
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: 'ben' }] }));
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect([host.opens('ada'), host.opens('ben')]).toEqual([false, true]);
    expect([...host.simulator.state.blacklist.values()].map(({ value }) => value)).toEqual([hexOf.ada]);
    expect(JSON.stringify(host.notices)).toMatch(/blacklist/);
  });

  it('is repaired when somebody takes a number of ours off', async () => {
    const host = createListHost();
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.removeFromWhitelist(hexOf.ada);
    await host.access.check({ providerId: 'car-park', mode: 'heal' });
    await host.access.runDue();
    expect(host.opens('ada')).toBe(true);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    expect(host.opens('ada')).toBe(false);
  });

  it('lets the others in when one number of a batch is refused', async () => {
    const host = createListHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: 'ben' }] }));
    host.simulator.switches.maximumWhitelisted = 1;
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect([host.opens('ada'), host.opens('ben')].filter(Boolean).length).toBe(1);
    expect(host.notices.length).toBeGreaterThan(0);
  });
});

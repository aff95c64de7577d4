import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf } from './__fixtures__/ipevia-host';
import { ipeviaVariants } from './__fixtures__/ipevia-variants';

const whitelist = { switches: { maximumCredentials: 0 }, ipevia: { strategy: 'whitelist' } } as const;
/** Asks for what the service can do, and gets a fresh digest nonce: once per process. */
const once = ['GetServiceCapabilities', 'GetServiceCapabilities'];

describe.each(ipeviaVariants)('a parking booking with $what', ({ switches, options }) => {
  const createHost = () => createTestHost({ switches, ipevia: options });

  it('opens the barrier for exactly the booked time, for nobody else, and leaves nothing behind', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    const seen: Record<string, boolean> = {};
    for (const time of ['07:59:59', '08:00:00', '11:59:59', '12:00:00']) {
      await host.playUntil(`2026-11-23T${time}.000Z`);
      seen[time] = host.opens('ada');
      expect([host.opens('ben'), host.opens('cleo')]).toEqual([false, false]);
    }
    expect(seen).toEqual({ '07:59:59': false, '08:00:00': true, '11:59:59': true, '12:00:00': false });
    expect([host.simulator.state.credentials.size, host.simulator.state.whitelist.size]).toEqual([0, 0]);
    expect(host.notices).toEqual([]);
  });

  it('lets nobody in after it was cancelled', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect(host.opens('ada')).toBe(true);
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(host.opens('ada')).toBe(false);
  });

  it('may be moved and extended while it runs', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T11:00:00.000Z');
    await host.access.putBooking(host.booking({ endsAt: '2026-11-23T13:00:00Z' }));
    await host.playUntil('2026-11-23T12:30:00.000Z');
    expect(host.opens('ada')).toBe(true);
    await host.access.putBooking(host.booking({ startsAt: '2026-11-23T15:00:00Z', endsAt: '2026-11-23T16:00:00Z' }));
    await host.access.runDue();
    expect(host.opens('ada')).toBe(false);
    await host.playUntil('2026-11-23T15:00:00.000Z');
    expect(host.opens('ada')).toBe(true);
  });

  it('is handed over to the next booking of the same card', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(
      host.booking({ id: 'b2', startsAt: '2026-11-23T14:00:00Z', endsAt: '2026-11-23T15:00:00Z' }),
    );
    const seen: boolean[] = [];
    for (const hour of ['11', '13', '14', '15']) {
      await host.playUntil(`2026-11-23T${hour}:30:00.000Z`);
      seen.push(host.opens('ada'));
    }
    expect(seen).toEqual([true, false, true, false]);
  });

  it('keeps the card in as long as one of its bookings needs it', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', startsAt: '2026-11-23T10:00:00Z' }));
    await host.playUntil('2026-11-23T10:30:00.000Z');
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(host.opens('ada')).toBe(true);
    await host.access.cancelBooking('b2');
    await host.access.runDue();
    expect(host.opens('ada')).toBe(false);
  });

  it('comes back by itself when somebody deleted the right by hand, as soon as somebody checks', async () => {
    const host = createHost();
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    const { simulator } = host;
    for (const token of simulator.state.credentials.keys()) simulator.removeCredential(token);
    if (simulator.state.whitelist.size > 0) simulator.removeFromWhitelist(hexOf.ada);
    expect(host.opens('ada')).toBe(false);
    const { drift } = await host.access.check({ providerId: 'car-park', mode: 'heal' });
    expect(drift.map(({ kind }) => kind)).toEqual(['missing']);
    await host.access.runDue();
    expect(host.opens('ada')).toBe(true);
    expect((await host.access.check({ providerId: 'car-park' })).drift).toEqual([]);
  });
});

describe('calls to the vendor', () => {
  it('are one for a credential that is made, two when it is handed over and one when it is deleted', async () => {
    const host = createTestHost({ switches: { auth: 'basic', maximumBlacklisted: 0 } });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.calls()).toEqual(['GetServiceCapabilities', 'SetCredential']);
    await host.access.putBooking(
      host.booking({ id: 'b2', startsAt: '2026-11-23T14:00:00Z', endsAt: '2026-11-23T15:00:00Z' }),
    );
    await host.playUntil('2026-11-23T11:00:00.000Z');
    expect(host.calls()).toEqual([]);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    // Somebody may have disabled it by hand: then it would stay closed, and nobody would be told.
    expect(host.calls()).toEqual(['GetCredentialState', 'ModifyCredential']);
    await host.playUntil('2026-11-23T16:00:00.000Z');
    expect(host.calls()).toEqual(['DeleteCredential']);
  });

  it('are as few batches as the whitelist allows', async () => {
    const holders = Array.from({ length: 25 }, (_, index) => ({ id: `h${index}`, card: String(5_000_000 + index) }));
    const host = createTestHost({
      ...whitelist,
      switches: { ...whitelist.switches, auth: 'basic', maximumBlacklisted: 0 },
    });
    host.directory.replace({
      timeZone: 'Europe/Dublin',
      resources: [{ id: 'zone-b', use: 'shared', places: [{ provider: 'car-park', place: 'docklands' }] }],
      holders: holders.map(({ id, card }) => ({ id, subjects: [{ provider: 'car-park', subject: card }] })),
    });
    for (const { id } of holders) await host.access.putBooking(host.booking({ id, holders: [{ holderId: id }] }));
    await host.playUntil('2026-11-23T07:59:00.000Z');
    expect(host.calls()).toEqual([]);
    await host.playUntil('2026-11-23T08:00:00.000Z');
    // The list is read once, to leave alone what others have put there; then 25 numbers, ten at a time.
    expect(host.calls()).toEqual([
      'GetServiceCapabilities',
      'GetWhitelist',
      'AddToWhitelist',
      'AddToWhitelist',
      'AddToWhitelist',
    ]);
    await host.playUntil('2026-11-23T12:00:00.000Z');
    expect(host.calls()).toEqual(['RemoveFromWhitelist', 'RemoveFromWhitelist', 'RemoveFromWhitelist']);
    expect(host.simulator.state.whitelist.size).toBe(0);
  });

  it('are none for a world that has not changed, and a page per page for a full check', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.calls()).toEqual([...once, 'GetBlacklist', 'SetCredential']);
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.calls()).toEqual([]);
    await host.access.check({ providerId: 'car-park', mode: 'heal' });
    await host.access.runDue();
    expect(host.calls()).toEqual(['GetCredentialList', 'GetWhitelist']);
  });

  it('are told beforehand by a dry run', async () => {
    const host = createTestHost();
    await host.access.health({ providerId: 'car-park' });
    const plan = await host.access.plan(host.booking());
    expect(plan.permissions).toMatchObject([{ verdict: 'covered', place: 'docklands' }]);
    // A look at the blacklist and the credential.
    expect(plan.vendorCalls).toBe(2);
    expect(host.simulator.state.credentials.size).toBe(0);
  });
});

describe('people without a usable card', () => {
  it.each<[who: string, code: string]>([
    ['without-card', 'mapping'],
    ['wrong-card', 'mapping'],
  ])('are told of, never passed over in silence: %s', async (holderId, code) => {
    const host = createTestHost();
    await host.access.putBooking(host.booking({ holders: [{ holderId }, { holderId: 'ada' }] }));
    await host.access.runDue();
    expect(host.notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1', error: { code } }]);
    expect(host.notices[0]?.audience).toContain('administrator');
    expect(JSON.stringify(host.notices)).not.toContain('12 34');
    await host.playUntil('2026-11-23T08:00:00.000Z');
    expect(host.opens('ada')).toBe(true);
  });

  it('need none where card access is switched off', async () => {
    const host = createTestHost();
    const stored = await host.access.putBooking(
      host.booking({ resourceId: 'street', holders: [{ holderId: 'without-card' }, { holderId: 'ada' }] }),
    );
    await host.playUntil('2026-11-23T08:00:00.000Z');
    expect([stored.problems, host.notices, host.opens('ada')]).toEqual([[], [], false]);
  });
});

describe('a card that is typed in several ways', () => {
  it('is one card, and answers questions in any of them', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.playUntil('2026-11-23T09:00:00.000Z');
    for (const subject of ['987654', '0000987654', '987 654', '0x00000F1206']) {
      const question = { providerId: 'car-park', place: 'docklands', subject, at: '2026-11-23T09:00:00Z' };
      expect((await host.access.explain(question)).verdict).toBe('allow');
    }
  });
});

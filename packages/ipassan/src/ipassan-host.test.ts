import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

const MINUTE_MS = 60_000;

/** Time passes until whatever failed has been tried again. */
async function letPass(host: TestHost, minutes = 15): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await host.clock.advanceBy(MINUTE_MS);
    await host.access.runDue();
  }
}

describe('a booking ends in exactly one asset booking', () => {
  it('when it is put twice', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
    expect(
      host.simulator.levers.requests.filter((line) => line.startsWith('POST') && line.endsWith('/booking')),
    ).toHaveLength(1);
  });

  it('when its updates arrive out of order', async () => {
    const host = createTestHost();
    const moved = { startsAt: '2026-11-23T12:00:00Z', endsAt: '2026-11-23T13:00:00Z' };
    await host.access.putBooking(host.booking({ ...moved, revision: 3 }));
    await host.access.runDue();
    expect(await host.access.putBooking(host.booking({ revision: 1 }))).toMatchObject({
      result: 'outdated',
      revision: 3,
    });
    await host.access.putBooking(host.booking({ revision: 2, endsAt: '2026-11-23T11:30:00Z' }));
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['12:00-13:00']);
  });

  it('when it is put during an outage', async () => {
    const host = createTestHost();
    host.simulator.levers.setOutage(true);
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await letPass(host, 20);
    expect(host.gymBookings()).toEqual([]);
    host.simulator.levers.setOutage(false);
    await letPass(host);
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
  });

  it('when the answer to the create is lost', async () => {
    const host = createTestHost();
    host.simulator.levers.dropAnswer({ when: ({ method, url }) => method === 'POST' && url.endsWith('/booking') });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await letPass(host);
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
  });

  it('when the asset allows overlaps, the answer is lost and the process crashes before it knows', async () => {
    let crashAfterVendorCall = false;
    const host = createTestHost({
      wrapLedger: (ledger) => ({
        transaction: (work) => {
          if (crashAfterVendorCall && host.simulator.state.assetBookings.size > 0)
            return Promise.reject(new Error('the process is gone'));
          return ledger.transaction(work);
        },
        close: () => ledger.close(),
      }),
    });
    host.simulator.alterAsset(host.building.gym.uuid, { isOnePerSlot: false });
    await host.access.putBooking(host.booking());
    crashAfterVendorCall = true;
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
    host.restart();
    await host.access.putBooking(host.booking());
    await letPass(host);
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
    expect((await host.access.settled('b1', { timeoutMs: 0 })).permissions[0]?.status.state).toBe('scheduled');
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(host.gymBookings()).toEqual([]);
  });

  it('when the ledger is lost and every booking is put again, on an asset that allows overlaps', async () => {
    const host = createTestHost();
    host.simulator.alterAsset(host.building.gym.uuid, { isOnePerSlot: false });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    host.loseLedger();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect(host.gymBookings()).toEqual([]);
  });

  it('through all of it together: twice, out of order, in an outage, across a crash', async () => {
    const host = createTestHost();
    host.simulator.levers.dropAnswer({ when: ({ method }) => method === 'POST' });
    await host.access.putBooking(host.booking({ revision: 2, endsAt: '2026-11-23T11:30:00Z' }));
    await host.access.runDue();
    host.simulator.levers.setOutage(true);
    await host.access.putBooking(host.booking({ revision: 1 }));
    await host.access.putBooking(host.booking({ revision: 2, endsAt: '2026-11-23T11:30:00Z' }));
    await host.access.runDue();
    host.restart();
    await letPass(host, 5);
    host.simulator.levers.setOutage(false);
    await letPass(host, 20);
    expect(host.gymBookings()).toEqual(['10:00-11:30']);
  });
});

describe('a facility booking at iPassan', () => {
  it('opens the gym for the one who booked it, in that time, and for nobody else', async () => {
    const { access, booking, simulator, building } = createTestHost();
    await access.putBooking(booking());
    await access.runDue();
    const opens = (person: string, at: string) => simulator.opens({ person, asset: building.gym.uuid, at });
    expect(opens(building.ada.uuid, '2026-11-23T09:59:59Z')).toBe(false);
    expect(opens(building.ada.uuid, '2026-11-23T10:00:00Z')).toBe(true);
    expect(opens(building.ada.uuid, '2026-11-23T10:59:59Z')).toBe(true);
    expect(opens(building.ada.uuid, '2026-11-23T11:00:00Z')).toBe(false);
    expect(opens(building.ben.uuid, '2026-11-23T10:30:00Z')).toBe(false);
  });

  it('costs one look at an asset ever, then one call to create, one to move, one to cancel, and none when it simply ends', async () => {
    const host = createTestHost();
    const writes = () => host.simulator.levers.requests.filter((line) => line.includes('/booking'));
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    await host.access.putBooking(host.booking({ endsAt: '2026-11-23T11:30:00Z' }));
    await host.access.runDue();
    expect(writes().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', 'PUT']);
    await host.clock.advanceTo('2026-11-23T12:00:00Z');
    await host.access.runDue();
    expect(writes()).toHaveLength(3);
    expect(host.gymBookings()).toEqual(['10:00-11:30']);
    expect((await host.access.settled('b1')).permissions[0]?.status.state).toBe('ended');
    await host.access.putBooking(
      host.booking({ id: 'b2', startsAt: '2026-11-23T14:00:00Z', endsAt: '2026-11-23T15:00:00Z' }),
    );
    await host.access.runDue();
    await host.access.cancelBooking('b2');
    await host.access.runDue();
    expect(writes().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', 'PUT', 'POST', 'DELETE']);
  });

  it('tells a booker without the access profile apart from an API user who is not the manager', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking({ holders: [{ holderId: 'outsider' }] }));
    await host.access.runDue();
    host.simulator.alterAsset(host.building.functionRoom.uuid, { isManagedByCaller: false });
    await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'function-room' }));
    await host.access.runDue();
    expect(host.notices.map((notice) => ('error' in notice ? notice.error.vendorCode : ''))).toEqual([
      'missing_profile',
      'not_manager',
    ]);
    expect(host.gymBookings()).toEqual([]);
  });

  it('works after the administrator has put it right and the booking is stored again', async () => {
    const host = createTestHost();
    const { outsider, residents } = host.building;
    const booking = host.booking({ holders: [{ holderId: 'outsider' }] });
    await host.access.putBooking(booking);
    await host.access.runDue();
    host.simulator.alterPerson(outsider.uuid, { accessType: { doorPermanent: residents.uuid } });
    await host.access.putBooking(booking);
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
  });

  it('waits for nobody: a taken slot is reported, and taken once it is free', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.putBooking(host.booking({ id: 'b2', holders: [{ holderId: 'ben' }] }));
    await host.access.runDue();
    const statesOf = async (id: string) =>
      (await host.access.settled(id, { timeoutMs: 0 })).permissions[0]?.status.state;
    const states = [await statesOf('b1'), await statesOf('b2')];
    expect(states).toContain('scheduled');
    expect(host.gymBookings()).toHaveLength(1);
    await host.access.cancelBooking(states[0] === 'scheduled' ? 'b1' : 'b2');
    await host.access.runDue();
    await letPass(host);
    expect(host.gymBookings()).toEqual(['10:00-11:00']);
  });

  it('is repaired when somebody removes, moves or hands it on in iPassan Manager', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    const { assetBookings } = host.simulator.state;
    const only = () => [...assetBookings.values()].at(0)?.uuid ?? '';
    const check = () => host.access.check({ providerId: 'house', mode: 'heal' });

    host.simulator.removeAssetBooking(only());
    expect((await check()).drift).toMatchObject([{ kind: 'missing' }]);
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);

    host.simulator.alterAssetBooking(only(), { endsAt: '2026-11-23T20:00:00.000Z' });
    expect((await check()).drift).toMatchObject([{ kind: 'altered' }]);
    await host.access.runDue();
    expect(host.gymBookings()).toEqual(['10:00-11:00']);

    host.simulator.alterAssetBooking(only(), { person: host.building.ben.uuid });
    await check();
    await host.access.runDue();
    const { ada, ben, gym } = host.building;
    const opens = (person: string) => host.simulator.opens({ person, asset: gym.uuid, at: '2026-11-23T10:30:00Z' });
    expect([opens(ada.uuid), opens(ben.uuid)]).toEqual([true, false]);
    expect((await check()).drift).toEqual([]);
  });

  it('leaves alone what residents book by hand, on the same asset and in a healing check', async () => {
    const host = createTestHost();
    const { gym, ben } = host.building;
    const byHand = host.simulator.addAssetBooking({
      asset: gym.uuid,
      person: ben.uuid,
      startsAt: '2026-11-23T16:00:00.000Z',
      endsAt: '2026-11-23T17:00:00.000Z',
    });
    await host.access.putBooking(host.booking());
    await host.access.runDue();
    expect(await host.access.check({ providerId: 'house', mode: 'heal' })).toMatchObject({
      held: 1,
      foreign: 1,
      drift: [],
    });
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    expect([...host.simulator.state.assetBookings.values()]).toEqual([byHand]);
  });

  it('shows in a dry run what it would do and cost, and changes nothing', async () => {
    const { access, booking, simulator } = createTestHost();
    const plan = await access.plan(booking({ resourceId: 'function-room', endsAt: '2026-11-23T11:05:00Z' }));
    expect(plan).toMatchObject({
      vendorCalls: 1,
      changes: [{ kind: 'create' }],
      permissions: [
        {
          verdict: 'covered',
          windows: [
            {
              startsAt: '2026-11-23T09:45:00.000Z',
              endsAt: '2026-11-23T11:15:00.000Z',
              adjustments: ['buffered', 'rounded_to_slot'],
            },
          ],
        },
      ],
    });
    expect(simulator.levers.requestCount).toBe(0);
  });
});

import { InvalidInputError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestHost } from './__fixtures__/ipassan-host';
import { readIpassanDay } from './ipassan-day';
import { createIpassanClient } from './wire/ipassan-client';

function createWorld(options: Parameters<typeof createTestHost>[0] = {}) {
  const host = createTestHost(options);
  const { simulator, building } = host;
  const client = createIpassanClient({
    id: 'house',
    ...simulator.credentials,
    siteUuid: building.site.uuid,
    fetch: (input, init) => simulator.handler(new Request(input, init)),
  });
  const read = (date: string, assets?: readonly string[], timeZone: string = building.site.timeZone) =>
    readIpassanDay({ client, mark: 'house', timeZone, date, assets });
  return { ...host, access: host.access, building, simulator, read };
}

describe('the asset bookings of a day', () => {
  it('are ours and those of others, by asset and start', async () => {
    const { access, booking, building, simulator, read } = createWorld();
    const { gym, functionRoom, ada, ben } = building;
    await access.putBooking(booking());
    await access.runDue();
    simulator.addAssetBooking({
      asset: gym.uuid,
      person: ben.uuid,
      startsAt: '2026-11-23T08:00:00Z',
      endsAt: '2026-11-23T09:00:00Z',
    });
    simulator.addAssetBooking({
      asset: functionRoom.uuid,
      person: ben.uuid,
      startsAt: '2026-11-24T08:00:00Z',
      endsAt: '2026-11-24T09:00:00Z',
    });
    const told = (await read('2026-11-23')).map(({ assetName, person, startsAt, origin }) => [
      assetName,
      person,
      startsAt,
      origin,
    ]);
    expect(told).toEqual([
      ['Gym', ben.uuid, '2026-11-23T08:00:00.000Z', 'foreign'],
      ['Gym', ada.uuid, '2026-11-23T10:00:00.000Z', 'ours'],
    ]);
    expect((await read('2026-11-24')).map(({ assetName }) => assetName)).toEqual(['Function room']);
    expect(await read('2026-11-24', [gym.uuid])).toEqual([]);
    // What the vendor's own screen shows.
    expect(simulator.monitoring('2026-11-23').length).toBe(2);
  });

  it.each([
    ['2026-03-29', '2026-03-29T00:00:00Z', '2026-03-29T22:59:00Z', '2026-03-29T23:00:00Z'],
    ['2026-10-25', '2026-10-24T23:00:00Z', '2026-10-25T23:59:00Z', '2026-10-26T00:00:00Z'],
    ['2026-07-01', '2026-06-30T23:00:00Z', '2026-07-01T22:59:00Z', '2026-07-01T23:00:00Z'],
  ])('begin and end at local midnight, also when the clocks change: %s', async (date, first, last, next) => {
    const { building, simulator, read } = createWorld();
    for (const startsAt of [first, last, next])
      simulator.addAssetBooking({
        asset: building.gym.uuid,
        person: building.ada.uuid,
        startsAt,
        endsAt: new Date(Date.parse(startsAt) + 60_000).toISOString(),
      });
    expect((await read(date)).map(({ startsAt }) => startsAt)).toEqual(
      [first, last].map((instant) => new Date(instant).toISOString()),
    );
  });

  it('begin with the first minute that there is, where midnight is left out', async () => {
    const { building, simulator, read } = createWorld();
    // Beirut goes from 24:00 of the 28th to 01:00 of the 29th, at 22:00 UTC.
    for (const startsAt of ['2026-03-28T21:15:00.000Z', '2026-03-28T22:15:00.000Z'])
      simulator.addAssetBooking({
        asset: building.gym.uuid,
        person: building.ada.uuid,
        startsAt,
        endsAt: new Date(Date.parse(startsAt) + 60_000).toISOString(),
      });
    const startsOn = async (date: string) =>
      (await read(date, undefined, 'Asia/Beirut')).map(({ startsAt }) => startsAt.slice(0, 16));
    expect([await startsOn('2026-03-28'), await startsOn('2026-03-29')]).toEqual([
      ['2026-03-28T21:15'],
      ['2026-03-28T22:15'],
    ]);
  });

  it.each(['2026-02-31', '2026-02-28x', '23.11.2026', ''])('are not read for what is no date: %j', async (date) => {
    await expect(createWorld().read(date)).rejects.toThrow(InvalidInputError);
  });
});

describe('why a resident cannot book', () => {
  const shown = async (more: object) => {
    const { access, booking } = createWorld({ ipassan: { maximumMinutes: 120, slotAlignment: 'reject' } });
    const { permissions, problems } = await access.plan(booking(more));
    return [
      ...problems.map(({ message }) => message),
      ...permissions.flatMap(({ error }) => error?.message ?? []),
    ].join();
  };

  it('is told by a dry run: no link, no such resource, too long, between two slots', async () => {
    expect(await shown({})).toBe('');
    expect(await shown({ holders: [{ holderId: 'unlinked' }] })).toMatch(/not linked/);
    expect(await shown({ resourceId: 'pool' })).toMatch(/not in the directory/);
    expect(await shown({ endsAt: '2026-11-23T12:15:00Z' })).toMatch(/longer than the 120 minutes/);
    expect(await shown({ endsAt: '2026-11-23T11:05:00Z' })).toMatch(/not on the 15-minute slots/);
  });

  it('is told by the booking itself when only iPassan knows: a missing profile, a slot that is taken', async () => {
    const { access, booking, building, clock, simulator } = createWorld();
    await access.putBooking(booking({ id: 'outsider', holders: [{ holderId: 'outsider' }] }));
    simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ben.uuid,
      startsAt: '2026-11-23T12:00:00Z',
      endsAt: '2026-11-23T13:00:00Z',
    });
    await access.putBooking(booking({ id: 'taken', startsAt: '2026-11-23T12:00:00Z', endsAt: '2026-11-23T13:00:00Z' }));
    await access.runDue();
    const errorOf = async (id: string) => (await access.settled(id, { timeoutMs: 0 })).permissions[0]?.status.error;
    expect((await errorOf('outsider'))?.message).toMatch(/does not hold the access profiles/);
    expect((await errorOf('taken'))?.message).toMatch(/already booked/);
    simulator.alterAsset(building.gym.uuid, { isOnePerSlot: false });
    await access.putBooking(booking({ id: 'taken', startsAt: '2026-11-23T12:00:00Z', endsAt: '2026-11-23T13:00:00Z' }));
    await clock.advanceBy(10 * 60_000);
    await access.runDue();
    expect(await errorOf('taken')).toBeUndefined();
  });
});

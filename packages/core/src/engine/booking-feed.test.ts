import { describe, expect, it } from 'vitest';
import { gym } from '../testing/laws/law-bookings';
import { atMinute, createLawWorld } from '../testing/laws/law-world';

const windowOf = (startMinute: number, endMinute: number) => ({
  startsAt: atMinute(startMinute),
  endsAt: atMinute(endMinute),
});

describe('a feed that is only a part', () => {
  it('is read with the same care as bookings: every wrong field is named, and nothing is cancelled', async () => {
    const { access } = createLawWorld();
    await access.putBooking(gym('b1', 60, 90));
    const wrong = {
      bookings: [],
      windows: [{ resourceId: 'gym', window: { startsAt: '2026-11-21T10:00', endsAt: 'soon' } }],
      unsafeIs: 'ignored',
      more: 1,
    };
    const failure = await access.syncBookings(Object(wrong)).catch((thrown: unknown) => thrown);
    expect(String(failure)).toMatch(/windows\[0\]\.window\.startsAt/);
    expect(String(failure)).toMatch(/windows\[0\]\.window\.endsAt/);
    expect(String(failure)).toMatch(/unsafeIs/);
    expect((await access.settled('b1', { timeoutMs: 0 })).permissions).not.toEqual([]);
  });

  it('says nothing of what lies outside of its windows, in whichever offset they are written', async () => {
    const { access } = createLawWorld();
    for (const [id, minute] of [
      ['early', 0],
      ['in', 60],
      ['late', 180],
    ] as const)
      await access.putBooking(gym(id, minute, minute + 30));
    const local = { startsAt: '2026-11-21T20:00:00+11:00', endsAt: '2026-11-21T20:30:00+11:00' };
    const synced = await access.syncBookings({
      bookings: [],
      cancels: ['early', 'in', 'late'],
      windows: [{ resourceId: 'gym', window: local }],
    });
    expect(synced.cancelled).toEqual(['in']);
    const twoWindows = await access.syncBookings({
      bookings: [],
      windows: [windowOf(0, 10), windowOf(175, 300)].map((window) => ({ resourceId: 'gym', window })),
      cancels: ['early', 'late'],
    });
    expect(twoWindows.cancelled).toEqual(['early', 'late']);
  });

  it('names what is missing, with its rights, and cancels only what it is told to', async () => {
    const { access } = createLawWorld();
    for (const id of ['a/1', 'a/2', 'b/1'])
      await access.putBooking(gym(id, 60 + 60 * Number(id.at(-1)), 90 + 60 * Number(id.at(-1))));
    const synced = await access.syncBookings({ bookings: [], idPrefix: 'a/', cancels: ['a/2', 'b/1'] });
    expect(synced).toMatchObject({
      cancelled: ['a/2'],
      missing: [{ bookingId: 'a/1', resourceId: 'gym', rights: 1 }],
      revoked: 1,
    });
  });
});

describe('the brake of a feed that is only a part', () => {
  const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const directory = {
    timeZone: 'UTC',
    resources: ['hall', 'gym'].map((id) => ({ id, use: 'shared', places: [{ provider: 'fake', place: id }] })),
    holders: people.map((id) => ({ id, subjects: [{ provider: 'fake', subject: id }] })),
  };
  const createFull = async () => {
    const world = createLawWorld({ directory });
    for (const [index, id] of people.entries())
      await world.access.putBooking({
        ...{ ...gym(`a/${id}`, 60, 90, id), resourceId: index < 6 ? 'hall' : 'gym' },
      });
    return world;
  };
  const part = { bookings: [], idPrefix: 'a/', resourceIds: ['hall'], guardedResourceIds: ['hall', 'gym'] };

  it('compares with everything that it is told to, and with nothing of other sources', async () => {
    const { access } = await createFull();
    const three = ['a/p0', 'a/p1', 'a/p2'];
    await expect(access.syncBookings({ ...part, cancels: [...three, 'a/p3'] })).rejects.toThrow(/4 of 12 rights/);
    // Rights of others do not make the share smaller.
    for (const id of people) await access.putBooking({ ...gym(`other/${id}`, 200, 230, id), resourceId: 'hall' });
    await expect(access.syncBookings({ ...part, cancels: [...three, 'a/p3'] })).rejects.toThrow(/4 of 12 rights/);
    expect((await access.syncBookings({ ...part, cancels: three })).cancelled).toEqual(three);
  });

  it('counts what was taken away a short while ago', async () => {
    const { access } = await createFull();
    await expect(access.syncBookings({ ...part, cancels: ['a/p0'], alreadyRevoked: 4 })).rejects.toThrow(/5 of 16/);
    expect((await access.syncBookings({ ...part, cancels: ['a/p0'], alreadyRevoked: 3 })).cancelled).toEqual(['a/p0']);
  });

  it('may leave out what would be lost, and store the rest: once a day somebody is told', async () => {
    const world = await createFull();
    const more = { ...gym('a/new', 300, 330, 'p0'), resourceId: 'hall' };
    const wide = { ...part, bookings: [more], unsafeIs: 'left_out', released: ['a/p5'] } as const;
    const cancels = people.slice(0, 5).map((id) => `a/${id}`);
    for (let round = 0; round < 3; round += 1) {
      const synced = await world.access.syncBookings({ ...wide, cancels, alreadyRevoked: round });
      expect(synced).toMatchObject({ revoked: 0, stopped: { code: 'unsafe_plan' } });
      expect(synced.cancelled).toEqual(round === 0 ? ['a/p5'] : []);
      expect(synced.stored).toHaveLength(1);
    }
    await world.access.runDue();
    const told = world.notices.filter(({ type }) => type === 'mass_revocation_guarded');
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain('whatever takes nothing away was stored');
  });

  it('tells of every run that a host has started and that was stopped', async () => {
    const world = await createFull();
    for (const count of [4, 5]) {
      const cancels = people.slice(0, count).map((id) => `a/${id}`);
      await expect(world.access.syncBookings({ ...part, cancels })).rejects.toThrow(/rights/);
    }
    await world.access.runDue();
    expect(world.notices.filter(({ type }) => type === 'mass_revocation_guarded')).toHaveLength(2);
  });
});

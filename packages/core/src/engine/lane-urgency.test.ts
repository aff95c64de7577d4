import { describe, expect, it } from 'vitest';
import type { AccessProvider } from '../ports/access-provider';
import { gym } from '../testing/laws/law-bookings';
import { atMinute, createLawWorld } from '../testing/laws/law-world';

const ROOMS = 200;
const rooms = Array.from({ length: ROOMS }, (_, index) => `room-${index}`);
const directory = {
  timeZone: 'UTC',
  resources: rooms.map((id) => ({ id, places: [{ provider: 'fake', place: `${id}-door`, earlyMinutes: 5 }] })),
  holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] }],
};
/** Somewhere in the middle, so that neither the first nor the last lane is the right one by chance. */
const orderOf = (index: number): number => (index * 73 + 41) % ROOMS;
const HOUR = 60;

/** Every room is a lane, and one lane is worked on at a time. What is written is told in that order. */
function createBusyWorld(manifest: { nativeValidity?: boolean } = {}) {
  const written: string[] = [];
  const provider = { isBroken: false };
  const placeOf = new Map<string, string>();
  const world = createLawWorld({
    directory,
    manifest: { ...manifest, concurrentLanes: 1 },
    wrap({ ledger, provider: sound }) {
      const applyChanges: AccessProvider['applyChanges'] = async (request, options) => {
        const outcomes = await sound.applyChanges(request, options);
        if (outcomes.every(({ effect }) => effect === 'applied'))
          for (const { kind } of request.changes) written.push(`${kind} ${placeOf.get(request.lane)}`);
        return outcomes;
      };
      const compose: AccessProvider['compose'] = (...wanted) => {
        if (provider.isBroken) throw new Error('broken');
        return sound.compose(...wanted);
      };
      const laneOf: AccessProvider['laneOf'] = (permission) => {
        const lane = sound.laneOf(permission);
        placeOf.set(lane, permission.place);
        return lane;
      };
      return { ledger, provider: { ...sound, compose, laneOf, applyChanges } };
    },
  });
  const put = (room: number, startMinute: number, minutes = 30) =>
    world.access.putBooking({ ...gym(`b${room}`, startMinute, startMinute + minutes), resourceId: `room-${room}` });
  return { ...world, written, put, provider };
}

describe('after an outage with 200 lanes that are due', () => {
  it('the booking that starts next is written first, and then one after the other', async () => {
    const { access, vendor, clock, written, put } = createBusyWorld();
    vendor.setOutage(true);
    for (let room = 0; room < ROOMS; room += 1) await put(room, HOUR * (2 + orderOf(room)));
    await access.runDue();
    await clock.advanceBy(HOUR * 60_000);
    await access.runDue();
    expect(written).toEqual([]);
    vendor.setOutage(false);
    await clock.advanceBy(HOUR * 60_000);
    await access.runDue();
    const starts = [...rooms.keys()].sort((a, b) => orderOf(a) - orderOf(b));
    expect(written).toEqual(starts.map((room) => `create room-${room}-door`));
  });

  it('a right that lets somebody in by mistake goes before those that start later, and after those that start sooner', async () => {
    const { access, vendor, clock, written, put } = createBusyWorld();
    for (const room of [0, 1, 2]) await put(room, HOUR * 10);
    await access.runDue();
    written.length = 0;
    vendor.setOutage(true);
    for (const room of [3, 4, 5]) await put(room, HOUR * (1 + room));
    // One is called off, one comes later, one is opened by nobody until the tenth hour.
    await put(0, HOUR * 30);
    await access.cancelBooking('b1');
    await access.runDue();
    vendor.setOutage(false);
    await clock.advanceBy(HOUR * 60_000);
    await put(2, -10, 300);
    await access.runDue();
    expect(written).toEqual([
      'update room-2-door',
      'create room-3-door',
      'create room-4-door',
      'create room-5-door',
      'update room-0-door',
      'revoke room-1-door',
    ]);
  });

  it('a vendor that opens until it is told to stop is told in time, before what starts later', async () => {
    const { access, vendor, clock, written, put } = createBusyWorld({ nativeValidity: false });
    await put(0, 10, 50);
    await clock.advanceTo(atMinute(10));
    await access.runDue();
    expect(written).toHaveLength(1);
    vendor.setOutage(true);
    for (const room of [1, 2, 3]) await put(room, 90 + room);
    await clock.advanceTo(atMinute(65));
    await access.runDue();
    await clock.advanceTo(atMinute(95));
    await access.runDue();
    vendor.setOutage(false);
    written.length = 0;
    await clock.advanceTo(atMinute(110));
    await access.runDue();
    expect(written).toEqual(['revoke room-0-door', ...[1, 2, 3].map((room) => `create room-${room}-door`)]);
  });

  it('a booking that was moved to a later day is taken away before somebody can come by mistake', async () => {
    const { access, vendor, clock, written, put } = createBusyWorld();
    await put(0, HOUR * 3);
    await access.runDue();
    written.length = 0;
    vendor.setOutage(true);
    await put(0, HOUR * 30);
    await put(1, HOUR * 10);
    await access.runDue();
    vendor.setOutage(false);
    await clock.advanceBy(HOUR * 60_000);
    await access.runDue();
    expect(written).toEqual(['update room-0-door', 'create room-1-door']);
  });
});

describe('a lane whose work has failed as a whole', () => {
  it('is as urgent as before', async () => {
    const { access, clock, written, put, provider } = createBusyWorld();
    provider.isBroken = true;
    await put(0, HOUR * 10);
    await access.runDue();
    await put(1, HOUR * 20);
    provider.isBroken = false;
    await clock.advanceBy(HOUR * 60_000);
    await access.runDue();
    expect(written).toEqual(['create room-0-door', 'create room-1-door']);
  });
});

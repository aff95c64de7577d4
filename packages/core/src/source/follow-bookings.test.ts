import { describe, expect, it } from 'vitest';
import { atMinute, createLawWorld, lawDirectory } from '../testing/laws/law-world';
import { createFollowedWorld, MINUTE, room, SECOND, turn } from './__fixtures__/followed-world';
import { createListedSource, hintOf } from './__fixtures__/listed-source';
import { followBookings } from './follow-bookings';

describe('a source that is followed', () => {
  it('opens the door for those it lists, and closes it when their booking moves', async () => {
    const { listed, look, pass, opens } = createFollowedWorld();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await look();
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 60)]).toEqual([true, false]);
    listed.list(room('1', 'gym', 120, 150, 'ben'));
    await pass(5 * MINUTE);
    expect([opens('gym-door', 'ada', 70), opens('gym-door', 'ben', 130)]).toEqual([false, true]);
  });

  it('is read once a round, every five minutes, and costs the vendor no call as long as nothing changes', async () => {
    const { listed, look, pass, vendor } = createFollowedWorld();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await look();
    const { calls } = vendor;
    await pass(20 * MINUTE);
    expect(listed.reads).toHaveLength(3 * 5);
    expect(vendor.calls).toBe(calls);
  });

  it('is read at once when it announces something, and once for many hints', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    await look();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    for (let count = 0; count < 100; count += 1) expect((await follower.receive(hintOf('gym'))).status).toBe(204);
    for (const name of ['attic', '', '__proto__']) await follower.receive(hintOf(name));
    await pass(2 * SECOND);
    expect(listed.reads.slice(3)).toEqual(['gym']);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
  });

  it('works by itself once it is started, and leaves no timer behind', async () => {
    const { listed, follower, clock, access, opens } = createFollowedWorld();
    follower.start();
    await turn();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await follower.receive(hintOf('gym'));
    await turn();
    await clock.advanceBy(SECOND);
    await turn();
    await access.runDue();
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await follower.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a booking that is gone', () => {
  it('closes the door with the next reading when the source says that it is over', async () => {
    const { listed, look, pass, opens } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.release('rooms/1');
    await pass(4 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await pass(MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(false);
  });

  it('closes it when it is missing twice, ten seconds apart', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.drop('rooms/1');
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await pass(7 * SECOND);
    expect([opens('gym-door', 'ada', 60), listed.reads.slice(3)]).toEqual([false, ['gym', 'gym']]);
  });

  it('stays when it is back the second time, and when the list cannot be read', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.distort('gym', (reading) => ({ ...reading, bookings: [] }));
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    listed.distort('gym', undefined);
    await pass(10 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    listed.setOutage(true);
    await pass(10 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    expect(follower.report().resources).toMatchObject([
      { resourceId: 'gym', failure: { code: 'connection' } },
      { resourceId: 'hall' },
      { resourceId: 'car-park' },
    ]);
    listed.setOutage(false);
    await pass(5 * MINUTE);
    expect(follower.report().resources.every(({ failure }) => failure === undefined)).toBe(true);
  });

  it('stays as it is as long as it is listed and cannot be read', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    // No provider takes more than a year.
    listed.list({ ...room('1', 'gym', 10, 90, 'ada'), endsAt: '2099-01-01T00:00:00.000Z' });
    listed.list({ ...room('3', 'gym', 10, 90, 'ada'), startsAt: 'at noon' });
    listed.list(room('2', 'gym', 100, 120, 'ben'));
    await pass(10 * MINUTE);
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 110)]).toEqual([true, true]);
    const { problems, resources } = follower.report();
    expect(problems.map(({ problem, bookingId }) => `${problem} ${bookingId}`)).toEqual([
      'booking_unreadable rooms/1',
      'booking_unreadable rooms/3',
    ]);
    expect(resources.some(({ failure }) => failure !== undefined)).toBe(false);
  });

  it('is only looked for among those of the source, within the time that was read', async () => {
    const { look, pass, opens, access } = createFollowedWorld();
    await access.putBooking({ ...room('x', 'gym', 10, 90, 'ada'), id: 'from-the-host' });
    await access.putBooking(room('far', 'gym', 3 * 1440, 3 * 1440 + 60, 'ben'));
    await look();
    await pass(10 * MINUTE);
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 3 * 1440)]).toEqual([true, true]);
  });

  it('may come back', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    const booking = room('1', 'gym', 10, 90, 'ada');
    listed.list(booking);
    await look();
    listed.drop('rooms/1');
    await follower.receive(hintOf('gym'));
    await pass(15 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(false);
    listed.list(booking);
    await follower.receive(hintOf('gym'));
    await pass(2 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
  });
});

describe('the report of a source', () => {
  it('names people and resources that our own lists lack, and forgets them when they are put right', async () => {
    const { listed, look, pass, follower, directory } = createFollowedWorld({ rooms: ['gym', 'attic'] });
    listed.list(room('1', 'gym', 60, 90, 'ada', 'eve@example.org'));
    listed.list(room('2', 'attic', 60, 90, 'ada'));
    await look();
    expect(follower.report()).toMatchObject({
      unmappedResources: ['attic'],
      unmappedHolders: [{ holderId: 'eve@example.org', bookingIds: ['rooms/1'] }],
      otherProblems: [],
    });
    directory.replace({
      ...lawDirectory,
      resources: [...lawDirectory.resources, { id: 'attic', places: [] }],
      holders: [...lawDirectory.holders, { id: 'eve@example.org', subjects: [{ provider: 'fake', subject: 'eve' }] }],
    });
    await pass(5 * MINUTE);
    expect(follower.report()).toMatchObject({ unmappedResources: [], unmappedHolders: [] });
  });

  it('tells as of when each resource is known, and so does onRead', async () => {
    const seen: string[] = [];
    const { listed, look, pass, follower } = createFollowedWorld({
      rooms: ['gym', 'hall'],
      follow: { onRead: ({ resourceId, at }) => void seen.push(`${resourceId} ${at}`) },
    });
    await look();
    expect(seen).toEqual([`gym ${atMinute(0)}`, `hall ${atMinute(0)}`]);
    listed.setOutage(true);
    await pass(5 * MINUTE);
    expect([seen.length, follower.report().resources[0]?.readAt]).toEqual([2, atMinute(0)]);
  });
});

describe('what is followed', () => {
  it('must be a source, with settings that make sense: every mistake is told at once', () => {
    const { ledger, access } = createLawWorld();
    const { source } = createListedSource();
    const follow = (more: object) => () => followBookings({ source, access, ledger, ...more });
    expect(follow({ everySeconds: 1, callsPerMinute: 0 })).toThrow(/everySeconds.*[\s\S]*callsPerMinute/);
    expect(follow({ source: { ...source, id: 'a/b', resourceIds: ['gym', 'gym'] } })).toThrow(/twice[\s\S]*slash/);
    expect(follow({ source: { ...source, specificationVersion: 'v9' } })).toThrow(/specificationVersion/);
  });
});

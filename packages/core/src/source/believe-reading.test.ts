import { describe, expect, it } from 'vitest';
import { createFollowedWorld, MINUTE, room } from './__fixtures__/followed-world';

describe('the brake of a source', () => {
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const directory = {
    timeZone: 'UTC',
    resources: names.map((name) => ({ id: `room-${name}`, places: [{ provider: 'fake', place: `door-${name}` }] })),
    holders: names.map((name) => ({ id: name, subjects: [{ provider: 'fake', subject: `subject-${name}` }] })),
  };
  const createHouse = async () => {
    const world = createFollowedWorld({ directory, rooms: names.map((name) => `room-${name}`) });
    for (const name of names) world.listed.list(room(name, `room-${name}`, 30, 300, name));
    await world.look();
    const held = () => world.vendor.held().length;
    expect(held()).toBe(12);
    return { ...world, held };
  };

  it('sees many rooms that lose one booking each as one large loss, tells once, and lets new bookings in', async () => {
    const { listed, pass, opens, held, notices, follower } = await createHouse();
    for (const name of names) listed.drop(`rooms/${name}`);
    listed.list(room('new', 'room-p1', 400, 460, 'p0'));
    await pass(30 * MINUTE);
    expect([held(), opens('door-p1', 'p0', 410)]).toEqual([13, true]);
    expect(notices.map(({ type }) => type)).toEqual(['mass_revocation_guarded']);
    expect(follower.report().stopped?.code).toBe('unsafe_plan');
  });

  it('is taken off by a person', async () => {
    const { listed, pass, held, follower, access } = await createHouse();
    for (const name of names) listed.drop(`rooms/${name}`);
    await pass(10 * MINUTE);
    await follower.readAll({ allowMassRevocation: true });
    await access.runDue();
    expect([held(), follower.report().stopped]).toEqual([0, undefined]);
  });

  it('lets a few go, and whatever the source says is over', async () => {
    const { listed, pass, held } = await createHouse();
    for (const name of names.slice(0, 3)) listed.drop(`rooms/${name}`);
    await pass(6 * MINUTE);
    expect(held()).toBe(9);
    for (const name of names.slice(3, 10)) listed.release(`rooms/${name}`);
    await pass(6 * MINUTE);
    expect(held()).toBe(2);
  });

  it('counts what the source hides from everybody, and lets one such booking go after a second look', async () => {
    const { listed, pass, held } = await createHouse();
    const hide = (name: string): void =>
      listed.distort(`room-${name}`, ({ bookings, ...reading }) => ({
        ...{ ...reading, bookings: [] },
        withheld: bookings.map(({ id }) => id),
      }));
    hide('p0');
    await pass(6 * MINUTE);
    expect(held()).toBe(11);
    for (const name of names) hide(name);
    await pass(20 * MINUTE);
    expect(held()).toBe(11);
  });
});

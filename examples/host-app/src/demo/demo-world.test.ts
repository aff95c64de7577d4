import { afterEach, expect, it } from 'vitest';
import type { HeldRecord } from '../contract/demo-world';
import { createPlainHost } from './__fixtures__/plain-host';
import { createDemoWorld } from './create-demo-world';

const DAY = '2026-11-23';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function create() {
  const world = await createDemoWorld({ startsAt: `${DAY}T09:00:00.000Z`, isRunning: false });
  const { story, access, ledger, close } = await createPlainHost(world);
  closers.push(close);
  const draft = (resourceId: string, from: string, to: string) => ({
    ...{ resourceId, startsAt: `${DAY}T${from}`, endsAt: `${DAY}T${to}` },
  });
  /** Everything runs from ten to eleven, and it is ten. */
  const begin = async (): Promise<void> => {
    for (const resource of ['gym', 'function-room', 'parking'])
      await story.book('ada', resource, draft(resource, '10:00', '11:00'));
    await story.book('ada', 'visit', { ...draft('visits', '10:00', '11:00'), visitorName: 'Vera' });
    world.bookRoom({
      ...{ resourceId: 'boardroom', organizerId: 'ada', attendeeIds: ['ben'] },
      ...{ startsAt: `${DAY}T10:00:00Z`, endsAt: `${DAY}T11:00:00Z` },
    });
    await story.advanceTo(`${DAY}T10:00:00.000Z`);
  };
  const opens = async (door: string, credentialId: string): Promise<boolean> =>
    (await world.present(door, { credentialId })).opened;
  const byKey = (records: readonly HeldRecord[]) => records.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const ours = (id: string) => byKey(world.held(id).filter(({ isOurs }) => isOurs));
  const believed = async (id: string) =>
    byKey(world.believed(id, await ledger.transaction(({ grants }) => grants.listOfProvider(id))));
  return { world, story, access, begin, opens, ours, believed };
}

it('opens every door for whoever has booked, and for nobody else', async () => {
  const { world, story, begin, opens } = await create();
  await begin();
  for (const door of ['gym', 'function-room', 'barrier-entry', 'barrier-exit', 'boardroom'])
    expect([door, await opens(door, 'ada')]).toEqual([door, true]);
  for (const door of ['gym', 'function-room', 'barrier-entry'])
    expect([door, await opens(door, 'ben')]).toEqual([door, false]);
  for (const door of ['gym', 'barrier-entry', 'boardroom', 'huddle'])
    expect([door, await opens(door, 'stranger')]).toEqual([door, false]);
  expect([await opens('boardroom', 'ben'), await opens('huddle', 'ben')]).toEqual([true, false]);
  const text = (await story.pinOf('visit')) ?? '';
  expect([
    (await world.present('lobby', { text })).opened,
    (await world.present('lobby', { text: '1' })).opened,
  ]).toEqual([true, false]);
});

it('says what to ask for an explanation, wherever the directory knows somebody', async () => {
  const { world, story, access, begin } = await create();
  await begin();
  const text = (await story.pinOf('visit')) ?? '';
  const answers = [
    await world.present('lobby', { text }),
    ...(await Promise.all(
      ['gym', 'function-room', 'barrier-entry', 'boardroom'].map((door) =>
        world.present(door, { credentialId: 'ada' }),
      ),
    )),
  ];
  for (const { question } of answers) expect(question && (await access.explain(question)).verdict).toBe('allow');
  expect((await world.present('gym', { credentialId: 'stranger' })).question).toBeUndefined();
});

it('shows at each vendor what the host believes, in the same words, and what others made as foreign', async () => {
  const { world, begin, ours, believed } = await create();
  expect(world.held('house')).toEqual([
    { key: 'MANAGEMENT/GYM', place: 'Gym', who: 'Management', words: 'always', isOurs: false },
  ]);
  expect(world.held('car-park')).toMatchObject([{ who: 'a technician, card ••••EF', isOurs: false }]);
  await begin();
  for (const [id, count] of [
    ['riverside', 2],
    ['house', 1],
    ['car-park', 1],
  ] as const) {
    expect([id, ours(id).length]).toEqual([id, count]);
    expect(await believed(id)).toEqual(ours(id));
  }
  expect(ours('house')).toMatchObject([{ who: 'Apartment 501', words: 'Mon 23 Nov, 10:00 to 11:00' }]);
  expect(world.held('office')).toMatchObject([{ place: 'Boardroom', who: 'Ada Archer, Ben Brook', isOurs: false }]);
  await world.pull('riverside', 'add-foreign');
  expect(world.held('riverside').filter(({ isOurs }) => !isOurs)).toHaveLength(1);
});

it('forgets at the end what has no effect any more', async () => {
  const { world, story, begin, ours, believed } = await create();
  await begin();
  await story.advanceTo(`${DAY}T11:00:00.000Z`);
  for (const id of ['riverside', 'car-park']) expect([id, ours(id), await believed(id)]).toEqual([id, [], []]);
  // Salto keeps it until the night, as the host knows.
  expect(await believed('house')).toEqual(ours('house'));
  await story.advanceTo('2026-11-24T00:06:00.000Z');
  expect([ours('house'), await believed('house'), world.held('house').length]).toEqual([[], [], 1]);
});

const repairs: [id: string, lever: string, door: string][] = [
  ['house', 'remove-right', 'gym'],
  ['riverside', 'remove-entry', 'function-room'],
  ['car-park', 'take-off', 'barrier-entry'],
];
it.each(repairs)(
  'closes at %s when somebody pulls %s, and opens again after a healing check',
  async (id, lever, door) => {
    const { world, story, begin, opens, ours, believed } = await create();
    await begin();
    await world.pull(id, lever);
    expect(await opens(door, 'ada')).toBe(false);
    expect(await believed(id)).not.toEqual(ours(id));
    expect((await story.check(id, 'report')).missing).toBe(1);
    await story.check(id, 'heal');
    expect(await opens(door, 'ada')).toBe(true);
    expect(await believed(id)).toEqual(ours(id));
  },
);

it('shows a right that was changed by hand as another one, until it is healed', async () => {
  const { world, story, begin, ours, believed } = await create();
  await begin();
  await world.pull('house', 'alter-right');
  expect(ours('house').map(({ key }) => key)).toEqual((await believed('house')).map(({ key }) => key));
  expect(ours('house')).not.toEqual(await believed('house'));
  expect((await story.check('house', 'heal')).altered).toBe(1);
  expect(ours('house')).toEqual(await believed('house'));
});

const foreign: [id: string, door: string, credential: string][] = [
  ['house', 'gym', 'mia'],
  ['car-park', 'barrier-entry', 'technician'],
];
it.each(foreign)(
  'takes the foreign right at %s away and gives it back, and no check minds',
  async (id, door, credential) => {
    const { world, story, opens } = await create();
    const { calls } = { calls: () => world.calls(id).writes };
    const before = calls();
    expect(await opens(door, credential)).toBe(true);
    await world.pull(id, 'revoke-foreign');
    expect(await opens(door, credential)).toBe(false);
    expect(await story.check(id, 'heal')).toMatchObject({ missing: 0, foreign: 0 });
    await world.pull(id, 'revoke-foreign');
    expect(await opens(door, credential)).toBe(true);
    expect(await story.check(id, 'heal')).toMatchObject({ extra: 0, foreign: 1 });
    expect(world.calls(id).writes).toBe(before);
  },
);

it('deletes a foreign booking of the function room, and says so where there is none', async () => {
  const { world } = await create();
  await expect(world.pull('riverside', 'revoke-foreign')).rejects.toThrow(
    'Nobody has booked the function room by hand.',
  );
  await world.pull('riverside', 'add-foreign');
  await world.pull('riverside', 'revoke-foreign');
  expect(world.held('riverside')).toEqual([]);
});

it.each([
  ['house', 'gym', 'gym'],
  ['riverside', 'function-room', 'function-room'],
  ['car-park', 'parking', 'barrier-entry'],
])(
  'breaks every connection to %s while the outage is on, and the booking opens afterwards',
  async (id, resource, door) => {
    const { world, story, opens } = await create();
    await world.pull(id, 'outage', { isOn: true });
    expect(world.levers(id).find((lever) => lever.id === 'outage')).toMatchObject({ kind: 'switch', isOn: true });
    await story.book('ada', 'late', { resourceId: resource, startsAt: `${DAY}T09:00`, endsAt: `${DAY}T11:00` });
    expect(await opens(door, 'ada')).toBe(false);
    await world.pull(id, 'outage', { isOn: false });
    await story.advanceTo(`${DAY}T09:10:00.000Z`);
    expect([await opens(door, 'ada'), world.levers(id)[0]?.isOn]).toEqual([true, false]);
  },
);

it.each([
  ['house', 'gym'],
  ['riverside', 'function-room'],
  ['car-park', 'parking'],
])('loses an answer of %s, and still there is one right', async (id, resource) => {
  const { world, story, ours } = await create();
  await world.pull(id, 'lost-answer');
  await story.book('ada', 'once', { resourceId: resource, startsAt: `${DAY}T09:00`, endsAt: `${DAY}T11:00` });
  await story.advanceTo(`${DAY}T09:10:00.000Z`);
  expect([ours(id).length, (await story.bookingState('once')).state]).toEqual([1, 'live']);
});

it('goes on by what is known while Bookings ONE is silent or empty, and reads the truth within five minutes', async () => {
  const { world, story, opens } = await create();
  // by then it is subscribed
  await story.advanceTo(`${DAY}T09:00:01.000Z`);
  await world.pull('office', 'book-boardroom');
  await story.advanceTo(`${DAY}T09:00:05.000Z`);
  expect(await opens('boardroom', 'ben')).toBe(true);
  await world.pull('office', 'empty-list');
  await story.advanceTo(`${DAY}T09:08:00.000Z`);
  expect(await opens('boardroom', 'ben')).toBe(true);
  await world.pull('office', 'silent', { isOn: true });
  await world.pull('office', 'end-meeting');
  await story.advanceTo(`${DAY}T09:16:00.000Z`);
  expect(await opens('boardroom', 'ben')).toBe(false);
  await world.pull('office', 'silent', { isOn: false });
  await world.pull('office', 'book-boardroom');
  await story.advanceTo(`${DAY}T09:16:05.000Z`);
  expect(await opens('boardroom', 'ben')).toBe(true);
});

it('lets a visitor in who is checked in at the desk, and nobody else', async () => {
  const { world, opens } = await create();
  await expect(world.pull('visitors', 'check-in')).rejects.toThrow('Nobody is expected at the desk.');
  await world.pull('visitors', 'expect');
  const code = world.doors.find(({ id }) => id === 'reception')?.credentials[0]?.id ?? '';
  expect([await opens('reception', code), await opens('reception', 'made-up')]).toEqual([false, false]);
  await world.pull('visitors', 'check-in');
  expect(await opens('reception', code)).toBe(true);
  expect((await world.present('reception', { text: code })).opened).toBe(true);
  await world.pull('visitors', 'check-out');
  expect([await opens('reception', code), world.held('visitors').length]).toEqual([false, 1]);
});

it('counts what reaches a vendor', async () => {
  const { world, story } = await create();
  for (const [id, resource] of [
    ['house', 'gym'],
    ['riverside', 'function-room'],
  ] as const) {
    const before = world.calls(id);
    await story.book('ada', resource, { resourceId: resource, startsAt: `${DAY}T12:00`, endsAt: `${DAY}T13:00` });
    const after = world.calls(id);
    expect(after.writes).toBeGreaterThan(before.writes);
    expect(after.calls - before.calls).toBeGreaterThanOrEqual(after.writes - before.writes);
  }
  expect(world.calls('office-doors')).toEqual({ calls: 0, writes: 0 });
});

it('refuses doors, cards and levers that do not exist', async () => {
  const { world } = await create();
  await expect(world.present('cellar', {})).rejects.toThrow(RangeError);
  for (const { id } of world.doors.filter(({ accepts }) => accepts.includes('card')))
    await expect(world.present(id, { credentialId: 'nobody' })).rejects.toThrow(RangeError);
  await expect(world.pull('house', 'earthquake')).rejects.toThrow(RangeError);
  expect(() => world.bookRoom({ resourceId: 'cellar', organizerId: 'ada', startsAt: '', endsAt: '' })).toThrow(
    RangeError,
  );
});

it('says no at readers that ask, as long as there is no host', async () => {
  const world = await createDemoWorld({ isRunning: false });
  closers.push(() => world.close());
  expect((await world.present('boardroom', { credentialId: 'ada' })).opened).toBe(false);
  expect((await world.present('reception', { text: 'V1' })).opened).toBe(false);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookingFollower, followBookings } from '../../source/follow-bookings';
import { createFakeBookingSource, type FakeBookingSource } from '../source/fake-booking-source';
import type { FakeAnnounce } from '../source/fake-hint-queue';
import { atMinute, createLawWorld } from './law-world';
import { seeded } from './seeded';

const MINUTE_MS = 60_000;
/** A round, with jitter, and the second look at what is missing. */
const ROUND_MINUTES = 6;
const rooms = ['room-1', 'room-2'] as const;
const people = ['ada', 'ben', 'cleo'] as const;
const ids = ['1', '2', '3', '4'];

type Room = (typeof rooms)[number];
type Person = (typeof people)[number];
type Step =
  | {
      readonly type: 'book';
      readonly id: string;
      readonly room: Room;
      readonly start: number;
      readonly length: number;
      readonly people: readonly Person[];
      readonly status: string;
    }
  | { readonly type: 'cancel'; readonly id: string; readonly how: 'listed' | 'vanished' | 'released' }
  | { readonly type: 'announce'; readonly how: FakeAnnounce }
  | { readonly type: 'hints'; readonly isReversed: boolean; readonly isLost: boolean }
  | { readonly type: 'outage'; readonly isOut: boolean }
  | { readonly type: 'cut'; readonly count: number }
  | { readonly type: 'restart' }
  | { readonly type: 'pass'; readonly minutes: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('book' as const),
      id: fc.constantFrom(...ids),
      room: fc.constantFrom(...rooms),
      start: fc.integer({ min: -2, max: 24 }).map((step) => step * 5),
      length: fc.integer({ min: 1, max: 12 }).map((step) => step * 5),
      people: fc.subarray([...people], { minLength: 1 }),
      status: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'pending', 'tentative'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('cancel' as const),
      id: fc.constantFrom(...ids),
      how: fc.constantFrom('listed' as const, 'vanished' as const, 'released' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<FakeAnnounce>('yes', 'lost', 'twice', 'late')
      .map((how) => ({ type: 'announce' as const, how })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('hints' as const), isReversed: fc.boolean(), isLost: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.boolean().map((isOut) => ({ type: 'outage' as const, isOut })) },
  { weight: 1, arbitrary: fc.nat(2).map((count) => ({ type: 'cut' as const, count })) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }).map((minutes) => ({ type: 'pass' as const, minutes })) },
);

/** What people see on the screen of the booking product. */
interface Listed {
  readonly room: Room;
  readonly start: number;
  readonly end: number;
  readonly people: readonly Person[];
  readonly isOn: boolean;
}

function createPlay() {
  const world = createLawWorld({
    directory: {
      timeZone: 'UTC',
      resources: rooms.map((id) => ({ id, places: [{ provider: 'fake', place: `door of ${id}` }] })),
      holders: people.map((name) => ({
        id: `${name}@acx.example`,
        subjects: [{ provider: 'fake', subject: name }],
      })),
    },
  });
  const { clock, ledger, access } = world;
  const product = createFakeBookingSource({ clock, resourceIds: rooms });
  const follow = (): BookingFollower =>
    followBookings({ source: product.source, access, ledger, clock, random: () => 0.5 });
  return {
    world,
    product,
    follow,
    follower: follow(),
    listed: new Map<string, Listed>(),
    minute: 0,
    calm: 0,
    rounds: 1,
  };
}
type Play = ReturnType<typeof createPlay>;

async function pass(play: Play, minutes: number, onMinute: () => void): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    for (let part = 0; part < 4; part += 1) {
      await play.world.clock.advanceBy(MINUTE_MS / 4);
      await play.follower.runDue();
    }
    await play.world.access.runDue();
    play.minute += 1;
    play.calm += 1;
    onMinute();
  }
}

function isListedNow({ listed, minute }: Play, room: Room, person: Person): boolean {
  return [...listed.values()].some(
    (one) => one.isOn && one.room === room && one.people.includes(person) && one.start <= minute && minute < one.end,
  );
}

/** Once nothing has changed for a round, each door is open for exactly those whom the product lists. */
function expectTrueDoors(play: Play, history: readonly Step[]): void {
  if (play.calm < play.rounds * ROUND_MINUTES) return;
  for (const room of rooms)
    for (const person of people) {
      const isOpen = play.world.vendor.opens({ place: `door of ${room}`, subject: person, at: atMinute(play.minute) });
      const context = `${person} at ${room}, minute ${play.minute}: ${JSON.stringify(history)}`;
      expect(isOpen, context).toBe(isListedNow(play, room, person));
    }
}

function put(product: FakeBookingSource, play: Play, step: Extract<Step, { type: 'book' }>): void {
  const { id, room, start, length, status } = step;
  const from = play.minute + start;
  const booking = {
    id,
    resourceId: room,
    startsAt: atMinute(from),
    endsAt: atMinute(from + length),
    organizer: `${step.people[0]}@acx.example`,
    attendees: step.people.slice(1).map((name) => `${name}@acx.example`),
    status,
  };
  if (play.listed.has(id)) product.change(booking);
  else product.book(booking);
  play.listed.set(id, { room, start: from, end: from + length, people: step.people, isOn: status === 'confirmed' });
}

async function act(play: Play, step: Step, onMinute: () => void): Promise<void> {
  const { product, listed } = play;
  if (step.type === 'pass') return pass(play, step.minutes, onMinute);
  play.calm = 0;
  if (step.type === 'book') put(product, play, step);
  else if (step.type === 'cancel') {
    const known = listed.get(step.id);
    if (known === undefined) return;
    if (step.how === 'released') product.release(step.id);
    else product.cancel({ id: step.id, keepsListed: step.how === 'listed' });
    if (step.how === 'vanished') listed.delete(step.id);
    else listed.set(step.id, { ...known, isOn: false });
  } else if (step.type === 'cut') {
    product.cutNextAnswer(step.count);
    // It may hide what is new, and only the round after it finds that.
    play.rounds = 2;
  } else if (step.type === 'announce') product.setAnnounce(step.how);
  else if (step.type === 'outage') product.setOutage(step.isOut);
  else if (step.type === 'restart') play.follower = play.follow();
  else {
    const hints = product.takeHints();
    if (step.isReversed) hints.reverse();
    if (!step.isLost) for (const hint of hints) expect((await play.follower.receive(hint)).status).toBeLessThan(300);
  }
}

describe('a source that is followed through thick and thin', () => {
  const run = seeded(150);
  it(`opens the doors for exactly those it lists, within a round of the last change (seed ${run.seed})`, async () => {
    const law = fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 16 }), async (history) => {
      const play = createPlay();
      let isOut = false;
      for (const step of history) {
        if (step.type === 'outage') isOut = step.isOut;
        // During an outage nobody can know better.
        await act(play, step, () => (isOut ? undefined : expectTrueDoors(play, history)));
      }
      play.product.reset();
      play.calm = 0;
      play.rounds = 1;
      await pass(play, ROUND_MINUTES + 4, () => expectTrueDoors(play, history));
    });
    await fc.assert(law, run);
  });

  it('changes nothing at the doors as long as the source cannot be read, whatever has changed there', async () => {
    const play = createPlay();
    const booked = { type: 'book', id: '1', room: 'room-1', start: 0, length: 120, people: ['ada'] } as const;
    put(play.product, play, { ...booked, status: 'confirmed' });
    await pass(play, 1, () => {});
    const { writes } = play.world.vendor;
    play.product.setOutage(true);
    play.product.release('1');
    await pass(play, 60, () => {});
    expect(play.world.vendor.writes).toBe(writes);
    expect(play.world.vendor.opens({ place: 'door of room-1', subject: 'ada', at: atMinute(60) })).toBe(true);
  });

  it('keeps its bookings through empty answers that are not confirmed', async () => {
    const play = createPlay();
    put(play.product, play, {
      ...{ type: 'book', id: '1', room: 'room-1', start: 0, length: 300 },
      ...{ people: ['ada'], status: 'confirmed' },
    });
    await pass(play, 1, () => {});
    for (let round = 0; round < 6; round += 1) {
      play.product.cutNextAnswer(2);
      await pass(play, ROUND_MINUTES, () => {});
      expect(play.world.vendor.held()).toHaveLength(1);
    }
  });
});

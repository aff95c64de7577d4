import type { BookingSource } from '../../../ports/booking-source';
import { createFixedClock } from '../../clock/fixed-clock';
import { createFakeBookingSource, type FakeBookingSource } from '../fake-booking-source';
import { FAKE_BOOKING_TOKEN, FAKE_HINT_SECRET, type FakeBookingSourceOptions } from '../fake-booking-source-options';
import type { SourceWorld } from '../source-world';

/** Puts other members in the place of a source's own. */
export type AlterSource = (source: BookingSource, fake: FakeBookingSource) => Partial<BookingSource>;

/** A world of the conformance suite with the fake booking source in it. */
export async function createFakeSourceWorld(
  options: Omit<FakeBookingSourceOptions, 'clock'> = {},
  alter: AlterSource = () => ({}),
): Promise<SourceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const fake = createFakeBookingSource({ clock, ...options });
  const source: BookingSource = { ...fake.source, ...alter(fake.source, fake) };
  let made = 0;
  const nextId = (): string => {
    made += 1;
    return `booking-${made}`;
  };

  return {
    source,
    clock,
    people: ['ada@acx.example', 'berta@acx.example', 'carl@acx.example', 'dora@acx.example'],
    secrets: [FAKE_BOOKING_TOKEN, FAKE_HINT_SECRET],
    vendor: {
      book({ awaitsApproval, ...booking }) {
        const id = nextId();
        fake.book({ id, ...booking, status: awaitsApproval ? 'pending' : 'confirmed' });
        return id;
      },
      move: (id, { startsAt, endsAt }) => fake.change({ id, startsAt, endsAt }),
      cancel: (id) => fake.cancel({ id }),
      callsMade: () => fake.calls,
      writesMade: () => fake.subscriptions,
      approve: (id) => fake.change({ id, status: 'confirmed' }),
      release: fake.release,
      setStatusWord: (id, status) => fake.change({ id, status }),
      mask: (id) => fake.change({ id, organizer: undefined, attendees: [] }),
      garble: fake.garble,
      setOutage: fake.setOutage,
      breakOffAfter: fake.breakOffAfter,
      answerWrongly: fake.answerWrongly,
      refuseToken: () => fake.refuseToken(true),
      bookElsewhere: () =>
        fake.book({
          ...{ id: nextId(), resourceId: 'elsewhere', organizer: 'ada@acx.example' },
          ...{ startsAt: '2026-11-16T10:00:00.000Z', endsAt: '2026-11-16T11:00:00.000Z' },
        }),
      takeHints: fake.takeHints,
      dropSubscriptions: fake.dropSubscriptions,
    },
    close: () => source.close(),
  };
}

import assert from 'node:assert/strict';
import { AcxError } from '../../errors/acx-error';
import { type Instant, instantFromMs } from '../../model/instant';
import type { ParsedBooking } from '../../model/parse-booking';
import type { Window } from '../../model/window';
import type { BookingSource } from '../../ports/booking-source';
import { assertSound, type SoundReading } from './sound-reading';
import type { SourceBooking, SourceVendor, SourceWorld } from './source-world';

/** What is asked of a source. Default: the first resource, now. */
interface StageQuestion {
  readonly resourceId?: string;
  readonly at?: Instant;
}

/** A world and the few moves that the tests make in it. */
export interface SourceStage {
  readonly world: SourceWorld;
  readonly source: BookingSource;
  readonly vendor: SourceVendor;
  /** The first resource, and another. */
  readonly resources: readonly [string, string];
  now(): Instant;
  /** From 0 to 4: the later part of one of the next hours of this day. None overlaps another. */
  slot(index: number): Window;
  /** Default: the first of the people, alone, on the first resource, in slot 0. Answers with the vendor's name for it. */
  book(booking?: Partial<SourceBooking>): Promise<string>;
  /** Reads, and fails unless the reading is sound. */
  read(question?: StageQuestion): Promise<SoundReading>;
  /** Reads, and fails unless the booking of this window is there. Default: slot 0. */
  readBooking(window?: Window, question?: StageQuestion): Promise<ParsedBooking>;
  /** Reads, and fails unless that fails with an error of the SDK that has changed nothing. */
  readFailing(question?: StageQuestion): Promise<AcxError>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Puts a world on the stage. */
export function createSourceStage(world: SourceWorld): SourceStage {
  const { source, vendor, clock } = world;
  const [first = '', other = ''] = source.resourceIds;
  const now = (): Instant => instantFromMs(clock.nowMs());
  const beginsAtMs = Math.ceil(clock.nowMs() / HOUR_MS) * HOUR_MS;
  const slot = (index: number): Window => {
    const startsAtMs = beginsAtMs + index * HOUR_MS + 10 * MINUTE_MS;
    return { startsAt: instantFromMs(startsAtMs), endsAt: instantFromMs(startsAtMs + 45 * MINUTE_MS) };
  };
  const read: SourceStage['read'] = async ({ resourceId = first, at = now() } = {}) =>
    assertSound(await source.read({ resourceId, at }, {}), { world, resourceId, at });

  return {
    ...{ world, source, vendor, resources: [first, other], now, slot, read },
    book: async (booking = {}) =>
      vendor.book({
        ...{ resourceId: first, ...slot(0), organizer: world.people[0] ?? null, attendees: [], awaitsApproval: false },
        ...booking,
      }),
    async readBooking(window = slot(0), question) {
      const found = (await read(question)).bookings.filter(({ startsAt }) => startsAt === window.startsAt);
      assert.equal(found.length, 1, `There are ${found.length} bookings that begin when one was booked.`);
      return found[0] ?? assert.fail();
    },
    async readFailing({ resourceId = first, at = now() } = {}) {
      const outcome: unknown = await source.read({ resourceId, at }, {}).catch((failure: unknown) => ({ failure }));
      assert.ok(isFailure(outcome), 'A reading was given all the same.');
      assertReadError(outcome.failure);
      return outcome.failure;
    },
  };
}

/** Fails unless it is an error of the SDK that says that nothing was changed. */
export function assertReadError(failure: unknown): asserts failure is AcxError {
  assert.ok(AcxError.isInstance(failure), 'Something else than an AcxError was thrown.');
  assert.equal(failure.effect, 'none', 'A reading that fails is told as a change.');
}

function isFailure(outcome: unknown): outcome is { failure: unknown } {
  return typeof outcome === 'object' && outcome !== null && 'failure' in outcome;
}

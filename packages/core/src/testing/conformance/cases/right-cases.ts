import assert from 'node:assert/strict';
import { type Instant, instantFromMs, instantToMs } from '../../../model/instant';
import type { Permission } from '../../../model/permission';
import { isInWindow } from '../../../model/window';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

/** What the vendor really opens, and when. */
export function rightCases({ section, check, checkIf, capabilities }: ConformanceSuite): void {
  const { nativeValidity, windowsPerGrant, resolutionSeconds } = capabilities;

  section('rights at the vendor', () => {
    check('open in the booked window and not a second before or after it', async (stage) => {
      await walk(stage, [stage.permission()]);
    });

    check('open for nobody else and nowhere else', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      for (const subject of stage.world.subjects)
        for (const place of stage.world.places) {
          const isOurs = subject === permission.subject && place === permission.place;
          const asked = stage.permission({ subject, place });
          assert.equal(await stage.opens(asked, asked.window.startsAt), isOurs);
        }
    });

    checkIf(
      nativeValidity,
      {
        title: 'open and close by themselves, without another write',
        test: async (stage) => {
          const permission = stage.permission();
          await stage.untilWritten([permission]);
          await stage.settle([permission]);
          const writes = stage.probe.writeCount();
          const { startsAt, endsAt } = permission.window;
          for (const at of around([startsAt, endsAt], resolutionSeconds))
            assert.equal(await stage.opens(permission, at), isInWindow(at, permission.window), `wrong at ${at}`);
          assert.equal(stage.probe.writeCount(), writes);
        },
      },
      {
        title: 'exist only between the explicit writes',
        test: async (stage) => {
          const permission = stage.permission();
          assert.deepEqual(stage.plan([permission]), [], 'Something is written before the window begins.');
          await stage.untilWritten([permission]);
          assert.equal(await stage.opens(permission), false, 'It opens before it was written.');
          await stage.settle([permission]);
          assert.equal(await stage.opens(permission), true);
          await stage.world.clock.advanceTo(permission.window.endsAt);
          await stage.settle([permission]);
          assert.equal(await stage.opens(permission), false, 'It opens after it was taken away.');
        },
      },
    );

    check('move with their booking: the old time closes, the new one opens', async (stage) => {
      const before = stage.permission({ window: stage.slot(1) });
      const after = stage.permission({ window: stage.slot(3) });
      await stage.untilWritten([before]);
      await stage.settle([before]);
      assert.equal(await stage.opens(before, before.window.startsAt), true);
      await stage.settle([after]);
      assert.equal(await stage.opens(before, later(before.window.startsAt, stage.now())), false);
      await walk(stage, [after]);
    });

    check('go when their booking is cancelled', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      await stage.settle([]);
      assert.equal(await stage.opens(permission, later(permission.window.startsAt, stage.now())), false);
    });

    check('stay until the last booking that needs them is gone', async (stage) => {
      const [one, other] = [stage.permission({ bookingId: 'one' }), stage.permission({ bookingId: 'other' })];
      await stage.untilWritten([one]);
      await stage.settle([one, other]);
      const at = later(one.window.startsAt, stage.now());
      await stage.settle([other]);
      assert.equal(await stage.opens(other, at), true, 'The right of the remaining booking is gone.');
      await stage.settle([]);
      assert.equal(await stage.opens(other, at), false);
    });

    check('are handed over from booking to booking by looking only when asked to', async (stage) => {
      const count = Math.min(windowsPerGrant, 4) + 2;
      const permissions = Array.from({ length: count }, (_, index) =>
        stage.permission({ bookingId: `booking-${index}`, window: stage.slot(1 + 2 * index) }),
      );
      await walk(stage, permissions);
    });

    check('of overlapping and touching bookings add up', async (stage) => {
      const permissions = [1, 1.5, 2.5, 6].map((slot, index) =>
        stage.permission({ bookingId: `booking-${index}`, window: stage.slot(slot) }),
      );
      await walk(stage, permissions);
    });

    check('cost no write while nothing changes', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      assert.deepEqual(stage.plan([permission]), []);
    });
  });
}

/** Lets time pass, looks at the grants only when asked to, and compares the door with the bookings around each of their ends. */
async function walk(stage: Stage, bookings: readonly Permission[]): Promise<void> {
  const ends = bookings.flatMap(({ window }) => [window.startsAt, window.endsAt]);
  const { resolutionSeconds } = stage.provider.capabilities;
  const { clock } = stage.world;
  let nextAt = await stage.settle(bookings);
  for (const at of around(ends, resolutionSeconds).filter((instant) => instant >= stage.now())) {
    while (nextAt !== undefined && nextAt <= at) {
      assert.ok(nextAt > stage.now(), 'nextAt was not in the future.');
      await clock.advanceTo(nextAt);
      nextAt = await stage.settle(bookings);
    }
    await clock.advanceTo(at);
    const expected = bookings.some(({ window }) => isInWindow(at, window));
    const told = `At ${at} the door should be ${expected ? 'open' : 'shut'}.`;
    assert.equal(await stage.opens(stage.permission()), expected, told);
  }
}

/** Each instant, one second and one step of the vendor's resolution on both sides of it, in order. */
function around(instants: readonly Instant[], resolutionSeconds: number): Instant[] {
  const shifts = [-resolutionSeconds, -1, 0, 1, resolutionSeconds];
  const all = instants.flatMap((instant) => shifts.map((shift) => instantFromMs(instantToMs(instant) + shift * 1000)));
  return [...new Set(all)].sort();
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

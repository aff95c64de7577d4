import assert from 'node:assert/strict';
import { instantFromMs, instantToMs } from '../../../model/instant';
import { canonicalJson } from '../../../model/json';
import type { Permission } from '../../../model/permission';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

/** When a composition asks to be looked at again, and what waits until then. */
export function compositionTimeCases({ section, check, checkIf, capabilities }: ConformanceSuite): void {
  section('composition over time', () => {
    check('asks to be looked at in the future, and in time for everything that waits', async (stage) => {
      await eachStep(stage, (now, permissions) => {
        const { nextAt, waiting } = stage.provider.compose(permissions, { now });
        assert.ok(nextAt === undefined || nextAt > now, 'nextAt is not in the future.');
        for (const { expectedAt } of waiting) {
          assert.ok(expectedAt > now, 'A permission waits for an instant that has passed.');
          assert.ok(nextAt !== undefined && nextAt <= expectedAt, 'nextAt comes too late for a waiting permission.');
        }
      });
    });

    check('does not change its answer before the instant it named', async (stage) => {
      await eachStep(stage, (now, permissions) => {
        const first = stage.provider.compose(permissions, { now });
        const lastMoment = first.nextAt ?? instantFromMs(instantToMs(now) + 400 * 86_400_000);
        const later = stage.provider.compose(permissions, { now: instantFromMs(instantToMs(lastMoment) - 1) });
        assert.equal(canonicalJson(later.state ?? null), canonicalJson(first.state ?? null));
        assert.deepEqual(later.covered, first.covered);
      });
    });

    check('comes to an end: after the last window nothing is left and nothing is asked for', async (stage) => {
      const end = await eachStep(stage, () => {});
      const { state, covered, waiting, nextAt } = stage.provider.compose(spread(stage), { now: end });
      assert.deepEqual([state, covered, waiting, nextAt], [undefined, [], [], undefined]);
    });

    checkIf(
      capabilities.nativeValidity,
      {
        title: 'lets a window beyond the horizon wait, and writes it ahead when the horizon reaches it',
        test: async (stage) => {
          const aheadMs = capabilities.horizonMinutes * 60_000;
          const slot = Math.ceil(aheadMs / stage.slotMs) + 2;
          const permission = stage.permission({ window: stage.slot(slot) });
          const { state, waiting } = stage.compose([permission]);
          assert.equal(state, undefined);
          assert.equal(waiting[0]?.reason, 'beyond_horizon');
          const composition = await stage.untilWritten([permission]);
          assert.ok(composition.lapsesAt !== undefined && composition.lapsesAt >= permission.window.endsAt);
          const aheadNowMs = instantToMs(permission.window.startsAt) - instantToMs(stage.now());
          assert.ok(aheadNowMs >= aheadMs, 'It was written later than the horizon promises.');
        },
      },
      {
        title: 'lets a window wait until it begins, and holds nothing before',
        test: async (stage) => {
          const permission = stage.permission();
          const { state, waiting } = stage.compose([permission]);
          assert.equal(state, undefined);
          assert.equal(waiting[0]?.reason, 'before_window');
          assert.equal(waiting[0]?.expectedAt, permission.window.startsAt);
          const composition = await stage.untilWritten([permission]);
          assert.equal(composition.lapsesAt, undefined, 'A right without dates cannot lapse by itself.');
        },
      },
    );
  });
}

/** Looks at one grant again and again, always when it asked for it. Returns the instant of the last look. */
async function eachStep(
  stage: Stage,
  look: (now: string, permissions: readonly Permission[]) => void,
): Promise<string> {
  const permissions = spread(stage);
  let now = stage.now();
  for (let step = 0; step < 100; step += 1) {
    look(now, permissions);
    const { nextAt } = stage.provider.compose(permissions, { now });
    if (nextAt === undefined) return now;
    assert.ok(nextAt > now, 'nextAt is not in the future.');
    now = nextAt;
  }
  return assert.fail('A grant with few bookings asked to be looked at more than a hundred times.');
}

function spread(stage: Stage): Permission[] {
  const all = [0, 1, 1.5, 4, 6, 9, 400].map((slot, index) =>
    stage.permission({ bookingId: `booking-${index}`, window: stage.slot(slot) }),
  );
  const first = stage.provider.grantKeyOf(stage.permission({ bookingId: 'booking-0' }));
  return all.filter((permission) => stage.provider.grantKeyOf(permission) === first);
}

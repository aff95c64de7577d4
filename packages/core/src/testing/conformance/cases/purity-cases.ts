import assert from 'node:assert/strict';
import type { Composition } from '../../../model/composition';
import { canonicalJson } from '../../../model/json';
import type { Permission } from '../../../model/permission';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

/** Keys and compositions depend on what goes in, and on nothing else. */
export function purityCases({ section, check, createWorld }: ConformanceSuite): void {
  section('pure functions', () => {
    check('gives the same lane and grant key every time', async (stage) => {
      const permission = stage.permission();
      assert.equal(stage.provider.laneOf(permission), stage.provider.laneOf(permission));
      assert.equal(stage.provider.grantKeyOf(permission), stage.provider.grantKeyOf(permission));
    });

    check('gives the same lane and grant key after a restart', async (stage) => {
      const restarted = await createWorld();
      try {
        const permission = stage.permission();
        assert.equal(restarted.provider.laneOf(permission), stage.provider.laneOf(permission));
        assert.equal(restarted.provider.grantKeyOf(permission), stage.provider.grantKeyOf(permission));
      } finally {
        await restarted.close();
      }
    });

    check('puts permissions of one grant into one lane', async (stage) => {
      const lanes = new Map<string, string>();
      for (const subject of stage.world.subjects)
        for (const place of stage.world.places)
          for (const bookingId of ['booking-1', 'booking-2']) {
            const permission = stage.permission({ subject, place, bookingId });
            const grantKey = stage.provider.grantKeyOf(permission);
            const lane = stage.provider.laneOf(permission);
            assert.equal(lanes.get(grantKey) ?? lane, lane);
            lanes.set(grantKey, lane);
          }
    });

    check('keeps the subject out of lanes and grant keys', async (stage) => {
      for (const subject of stage.world.subjects) {
        const permission = stage.permission({ subject });
        for (const key of [stage.provider.laneOf(permission), stage.provider.grantKeyOf(permission)])
          for (const told of [key, decodeURIComponent(key)])
            assert.ok(!told.includes(subject), 'A key carries the text of a subject.');
      }
    });

    check('composes the same answer twice', async (stage) => {
      const permissions = severalBookings(stage);
      assert.equal(told(stage.compose(permissions)), told(stage.compose(permissions)));
    });

    check('composes without altering what it is given', async (stage) => {
      const permissions = severalBookings(stage);
      const before = JSON.stringify(permissions);
      stage.provider.compose(deepFreeze(permissions), deepFreeze({ now: stage.now() }));
      assert.equal(JSON.stringify(permissions), before);
    });

    check('composes the same answer whatever the order of the permissions', async (stage) => {
      const permissions = severalBookings(stage);
      const expected = told(stage.compose(permissions));
      for (let turn = 1; turn < permissions.length; turn += 1) {
        const turned = [...permissions.slice(turn), ...permissions.slice(0, turn)];
        assert.equal(told(stage.compose(turned)), expected);
        assert.equal(told(stage.compose(turned.reverse())), expected);
      }
    });
  });
}

/** Bookings of one grant that overlap, touch, repeat and lie apart. */
function severalBookings(stage: Stage): Permission[] {
  const all = [2, 1, 1, 1.5, 5, 3, 8].map((slot, index) =>
    stage.permission({ bookingId: `booking-${index}`, window: stage.slot(slot) }),
  );
  const first = stage.provider.grantKeyOf(stage.permission({ bookingId: 'booking-0' }));
  return all.filter((permission) => stage.provider.grantKeyOf(permission) === first);
}

/** A composition as text; the order within its lists makes no difference. */
function told({ state, lapsesAt, covered, waiting, rejected, nextAt }: Composition): string {
  const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();
  return JSON.stringify([
    state === undefined ? null : canonicalJson(state),
    lapsesAt ?? null,
    sorted(covered),
    sorted(waiting),
    sorted(rejected.map(({ permissionKey, error }) => [permissionKey, error.toJSON()])),
    nextAt ?? null,
  ]);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import type { Composition } from '../../../model/composition';
import { instantFromMs, instantToMs } from '../../../model/instant';
import type { CredentialKind, Permission } from '../../../model/permission';
import { mergeWindows, type Window } from '../../../model/window';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

const EVERY_KIND: readonly CredentialKind[] = ['linked', 'pin', 'card', 'qr'];

/** What a composition says of each permission. */
export function compositionCases({ section, check, capabilities }: ConformanceSuite): void {
  const { credentialKinds, resolutionSeconds } = capabilities;

  section('composition', () => {
    check('is empty without permissions', async (stage) => {
      const composition = stage.compose([]);
      assert.equal(composition.state, undefined);
      assert.deepEqual([composition.covered, composition.waiting, composition.rejected], [[], [], []]);
    });

    check('accounts for every permission once: covered, waiting, rejected or over', async (stage) => {
      const permissions = mixedGrant(stage);
      for (const minutes of [0, 30, 60, 90, 200, 600, 100_000]) {
        const now = instantFromMs(instantToMs(stage.now()) + minutes * 60_000);
        const composition = stage.provider.compose(permissions, { now });
        const listed = [...composition.covered, ...composition.waiting, ...composition.rejected];
        for (const { key, window, bufferedWindow } of permissions) {
          const times = listed.filter(({ permissionKey }) => permissionKey === key).length;
          assert.ok(times <= 1, 'A permission is in more than one list.');
          if (bufferedWindow.endsAt <= now) assert.equal(times, 0, 'A permission that is over is still listed.');
          if (window.endsAt > now) assert.equal(times, 1, 'A permission that is not over is in no list.');
        }
        assert.equal(new Set(listed.map(({ permissionKey }) => permissionKey)).size, listed.length);
      }
    });

    check('opens a window on the grid exactly as it is booked', async (stage) => {
      const permission = stage.permission();
      const composition = await stage.untilWritten([permission]);
      assert.deepEqual(effectiveWindows(composition, permission), [permission.window]);
      assert.notEqual(composition.state, undefined, 'A permission is covered by a grant without a state.');
    });

    check('opens the booked window in full and never more than its buffers', async (stage) => {
      const { startsAt, endsAt } = stage.slot(1);
      const bufferedWindow = { startsAt: shifted(startsAt, -7 * 60), endsAt: shifted(endsAt, 11 * 60 + 1) };
      const permission = stage.permission({ bufferedWindow });
      const composition = stage.compose([permission]);
      if (composition.rejected.length > 0) return assert.ok(AcxError.isInstance(composition.rejected[0]?.error));
      assertHonest(await stage.untilWritten([permission]), permission);
    });

    if (resolutionSeconds > 1)
      check(`refuses, or names the adjustment of, a window off its grid of ${resolutionSeconds} s`, async (stage) => {
        const { startsAt, endsAt } = stage.slot(1);
        const window = { startsAt: shifted(startsAt, 1), endsAt: shifted(endsAt, 1) };
        const permission = stage.permission({ window });
        const { rejected, waiting } = stage.compose([permission]);
        if (rejected.length > 0) return assert.ok(AcxError.isInstance(rejected[0]?.error));
        const composition = waiting.length > 0 ? await stage.untilWritten([permission]) : stage.compose([permission]);
        assertHonest(composition, permission);
      });
    else
      check('opens to the second', async (stage) => {
        const { startsAt, endsAt } = stage.slot(1);
        const permission = stage.permission({ window: { startsAt: shifted(startsAt, 1), endsAt: shifted(endsAt, 1) } });
        assert.deepEqual(effectiveWindows(await stage.untilWritten([permission]), permission), [permission.window]);
      });

    for (const credential of EVERY_KIND.filter((kind) => !credentialKinds.includes(kind)))
      check(`rejects the credential kind ${credential}, which the manifest does not have`, async (stage) => {
        const permission = stage.permission({ credential });
        const { rejected, state } = stage.compose([permission]);
        assert.equal(rejected[0]?.permissionKey, permission.key);
        assert.equal(rejected[0]?.error.code, 'unsupported_capability');
        assert.equal(state, undefined, 'A rejected permission opens something.');
      });
  });
}

/** One grant with bookings of every kind: running, soon, far away, repeated, over before long, and one that cannot be served. */
function mixedGrant(stage: Stage): Permission[] {
  const unsupported = EVERY_KIND.find((kind) => !stage.provider.capabilities.credentialKinds.includes(kind));
  const slots = [0, 0, 1, 1.5, 3, 5, 9, 5000];
  const all = slots.map((slot, index) => stage.permission({ bookingId: `booking-${index}`, window: stage.slot(slot) }));
  if (unsupported !== undefined) all.push(stage.permission({ bookingId: 'booking-0', credential: unsupported }));
  const first = stage.provider.grantKeyOf(stage.permission({ bookingId: 'booking-0' }));
  return all.filter((permission) => stage.provider.grantKeyOf(permission) === first);
}

function effectiveWindows(composition: Composition, permission: Permission): Window[] {
  const covered = composition.covered.filter(({ permissionKey }) => permissionKey === permission.key);
  return mergeWindows(covered.flatMap(({ windows }) => windows));
}

/** Fails when more opens than the buffered window, or less than the booked one, without an adjustment that says so. */
function assertHonest(composition: Composition, permission: Permission): void {
  const covered = composition.covered.find(({ permissionKey }) => permissionKey === permission.key);
  assert.ok(covered, 'The permission is not covered.');
  const { window, bufferedWindow } = permission;
  const named = new Set(covered.windows.flatMap(({ adjustments }) => adjustments));
  const [first, ...others] = mergeWindows(covered.windows);
  const opensMore = covered.windows.some(
    ({ startsAt, endsAt }) => startsAt < bufferedWindow.startsAt || endsAt > bufferedWindow.endsAt,
  );
  const opensInFull =
    first !== undefined && others.length === 0 && first.startsAt <= window.startsAt && first.endsAt >= window.endsAt;
  if (opensMore) assert.ok(named.has('rounded_to_slot'), 'More opens than the buffers allow, and nothing says so.');
  if (!opensInFull) assert.ok(named.has('shrunk_to_slot'), 'Less opens than was booked, and nothing says so.');
}

function shifted(instant: string, seconds: number): string {
  return instantFromMs(instantToMs(instant) + seconds * 1000);
}

import { AcxError } from '../../errors/acx-error';
import type { ComposeContext, Composition, RejectedPermission } from '../../model/composition';
import { earliest } from '../../model/instant';
import type { Permission } from '../../model/permission';
import { composeUntilTold } from './fake-compose-until-told';
import { composeWithValidity } from './fake-compose-with-validity';
import type { FakeManifest } from './fake-provider-options';
import { type FakeServable, toFakeServable } from './fake-servable';

/** What the fake vendor should hold for these permissions of one grant. The order of the permissions makes no difference. */
export function composeFakeGrant(
  permissions: readonly Permission[],
  { now }: ComposeContext,
  manifest: FakeManifest,
): Composition {
  const servable: FakeServable[] = [];
  const rejected: RejectedPermission[] = [];
  const settledAt: string[] = [];

  for (const permission of [...permissions].sort(byKey)) {
    if (permission.bufferedWindow.endsAt <= now) continue;
    const fitted = toFakeServable(permission, manifest);
    if (AcxError.isInstance(fitted)) {
      rejected.push({ permissionKey: permission.key, error: fitted });
      settledAt.push(permission.bufferedWindow.endsAt);
    } else if (fitted.window.endsAt > now) servable.push(fitted);
  }

  const composition = manifest.nativeValidity
    ? composeWithValidity(servable, now, manifest)
    : composeUntilTold(servable, now);
  const nextAt = earliest(composition.nextAt, ...settledAt);
  return { ...composition, rejected, ...(nextAt === undefined ? {} : { nextAt }) };
}

function byKey(a: Permission, b: Permission): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

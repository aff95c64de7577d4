import { diffGrants, type GrantDifference } from '../diff/diff-grants';
import type { RevokeReason } from '../model/change';
import type { Composition } from '../model/composition';
import type { Instant } from '../model/instant';
import type { Permission } from '../model/permission';
import type { AccessProvider } from '../ports/access-provider';
import type { GrantRecord, PermissionRecord } from '../ports/ledger-records';

/** What a lane should hold now, and the way there. */
export interface LaneEvaluation extends GrantDifference {
  /** For when it was made. Vendor calls take time: what falls due meanwhile has to be looked at as soon as they are done. */
  readonly at: Instant;
  /** By grant key. A grant that no permission asks for has none. */
  readonly compositions: ReadonlyMap<string, Composition>;
}

/** Asks the provider what each grant of a lane should be, and compares with what is held. Pure. */
export function evaluateLane(options: {
  provider: AccessProvider;
  permissions: readonly PermissionRecord[];
  grants: readonly GrantRecord[];
  now: Instant;
}): LaneEvaluation {
  const { provider, permissions, grants, now } = options;
  const wishes = new Map<string, Permission[]>();
  const withdrawn = new Map<string, RevokeReason>();
  for (const { grantKey, permission, status } of permissions) {
    if (status.state === 'withdrawing') withdrawn.set(grantKey, status.revokeReason ?? 'cancelled');
    else {
      const wanted = wishes.get(grantKey);
      if (wanted === undefined) wishes.set(grantKey, [permission]);
      else wanted.push(permission);
    }
  }
  const compositions = new Map<string, Composition>();
  // What is in doubt is no reason to keep anything.
  const certain = new Map(
    grants.flatMap(({ grantKey, state, certainty }) =>
      certainty === 'known' && state !== undefined ? [[grantKey, state]] : [],
    ),
  );
  for (const [grantKey, wanted] of wishes)
    compositions.set(grantKey, provider.compose(wanted, { now, held: certain.get(grantKey) }));

  const difference = diffGrants({
    wanted: [...compositions].map(([grantKey, { state, lapsesAt, sweepAt }]) => ({
      grantKey,
      state,
      lapsesAt,
      sweepAt,
    })),
    held: grants,
    now,
    revokeReasonOf: (grantKey) => withdrawn.get(grantKey) ?? (compositions.has(grantKey) ? 'ended' : 'extra'),
  });
  return { at: now, compositions, ...difference };
}

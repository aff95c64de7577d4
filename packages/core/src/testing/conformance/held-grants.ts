import type { Change, Outcome } from '../../model/change';
import type { Composition } from '../../model/composition';
import type { GrantState } from '../../model/grant';
import type { Instant } from '../../model/instant';
import { isSameJson } from '../../model/json';
import type { Permission } from '../../model/permission';
import type { AccessProvider, LaneChanges } from '../../ports/access-provider';

interface HeldGrant {
  readonly lane: string;
  readonly state: GrantState;
  readonly vendorReference?: string;
  readonly lapsesAt?: Instant;
}

/** What was applied so far, and the plain difference from it. */
export interface HeldGrants {
  compositions(permissions: readonly Permission[], now: Instant): Composition[];
  plan(permissions: readonly Permission[], now: Instant): LaneChanges[];
  remember(request: LaneChanges, outcomes: readonly Outcome[]): void;
}

/** Starts with nothing held. */
export function createHeldGrants(provider: AccessProvider): HeldGrants {
  const held = new Map<string, HeldGrant>();

  return {
    compositions: (permissions, now) =>
      [...groupByGrant(provider, permissions).values()].map((group) => provider.compose(group, { now })),

    plan(permissions, now) {
      const groups = groupByGrant(provider, permissions);
      const changes = new Map<string, Change[]>();
      for (const grantKey of new Set([...groups.keys(), ...held.keys()])) {
        const group = groups.get(grantKey) ?? [];
        const before = held.get(grantKey);
        const wanted = group.length === 0 ? undefined : provider.compose(group, { now });
        const hasLapsed = before?.lapsesAt !== undefined && before.lapsesAt <= now;
        if (hasLapsed) held.delete(grantKey);
        const change = toChange(grantKey, hasLapsed ? undefined : before, wanted);
        const lane = group[0] === undefined ? before?.lane : provider.laneOf(group[0]);
        if (change !== undefined && lane !== undefined) changes.set(lane, [...(changes.get(lane) ?? []), change]);
      }
      return [...changes].map(([lane, laneChanges]) => ({ lane, changes: laneChanges }));
    },

    remember({ lane, changes }, outcomes) {
      changes.forEach((change, index) => {
        const outcome = outcomes[index];
        if (outcome?.effect !== 'applied') return;
        if (change.kind === 'revoke') held.delete(change.grantKey);
        else {
          const { after: state, lapsesAt } = change;
          const vendorReference = outcome.vendorReference ?? change.vendorReference;
          held.set(change.grantKey, { lane, state, lapsesAt, vendorReference });
        }
      });
    },
  };
}

function toChange(
  grantKey: string,
  before: HeldGrant | undefined,
  wanted: Composition | undefined,
): Change | undefined {
  const { state: after, lapsesAt } = wanted ?? {};
  const { vendorReference } = before ?? {};
  const base = { grantKey, vendorReference, reason: 'A conformance test asks for it.' };
  if (before === undefined) return after === undefined ? undefined : { ...base, kind: 'create', after, lapsesAt };
  if (after === undefined) return { ...base, kind: 'revoke', before: before.state, revokeReason: 'cancelled' };
  if (isSameJson(before.state, after)) return undefined;
  return { ...base, kind: 'update', before: before.state, after, lapsesAt };
}

function groupByGrant(provider: AccessProvider, permissions: readonly Permission[]): Map<string, Permission[]> {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const grantKey = provider.grantKeyOf(permission);
    groups.set(grantKey, [...(groups.get(grantKey) ?? []), permission]);
  }
  return groups;
}

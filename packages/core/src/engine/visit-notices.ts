import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { VisitNotice } from '../model/notice';
import type { Permission } from '../model/permission';
import type { GrantRecord, PermissionRecord } from '../ports/ledger-records';
import type { LaneResult, TriedChange } from './settle-lane';

/**
 * What the people of a visit have to hear after the work on a lane: that the visitor can come in, at other times, or not any more. Goes by the
 * credentials that were known before and are known now, so it does not matter how they came to be known. Pure.
 */
export function visitNotices(options: {
  before: readonly GrantRecord[];
  permissions: readonly PermissionRecord[];
  result: Pick<LaneResult, 'savedGrants' | 'removedGrants'>;
  tried: readonly TriedChange[];
  now: Instant;
}): VisitNotice[] {
  const { permissions, result, tried, now } = options;
  const before = new Map(options.before.map((record) => [record.grantKey, record]));
  const after = new Map(result.savedGrants.map((record) => [record.grantKey, record]));
  const removed = new Set(result.removedGrants);
  const reasons = new Map(
    tried.flatMap(({ change }) => (change.kind === 'revoke' ? [[change.grantKey, change.revokeReason] as const] : [])),
  );
  return permissions.flatMap(({ permission, grantKey }): VisitNotice[] => {
    if (permission.credential === 'linked') return [];
    const former = before.get(grantKey);
    if (removed.has(grantKey)) {
      const reason = reasons.get(grantKey);
      const isCalledOff = reason === 'cancelled' || reason === 'moved';
      return former?.issuedCredential === undefined || !isCalledOff ? [] : [cancelled(permission, former, now)];
    }
    const current = after.get(grantKey);
    const credential = current?.issuedCredential;
    if (current === undefined || credential === undefined || current.certainty === 'unknown') return [];
    if (former?.issuedCredential === undefined) return [told('visitor_invited', permission, current, credential, now)];
    const isSame = isSameJson([former.state, former.issuedCredential], [current.state, credential]);
    return isSame ? [] : [told('visitor_changed', permission, current, credential, now)];
  });
}

const words = {
  visitor_invited: 'A visitor is invited',
  visitor_changed: 'A visit has changed',
} as const;

function told(
  type: keyof typeof words,
  permission: Permission,
  { vendorReference, state }: GrantRecord,
  credential: NonNullable<GrantRecord['issuedCredential']>,
  now: Instant,
): VisitNotice {
  const { key, bookingId, window } = permission;
  return {
    // Of what the vendor holds, not of the credential: nobody should be able to try out which one gives this id.
    id: `${type}/${fingerprint(JSON.stringify([key, vendorReference, state]))}`,
    type,
    ...about(permission, now),
    credential,
    message: `${words[type]}: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}.`,
    action: 'Send the credential in here to the host and to the visitor. It is told once.',
  };
}

function cancelled(permission: Permission, { vendorReference, state }: GrantRecord, now: Instant): VisitNotice {
  const { key, bookingId, window } = permission;
  return {
    id: `visitor_cancelled/${fingerprint(JSON.stringify([key, vendorReference, state]))}`,
    type: 'visitor_cancelled',
    ...about(permission, now),
    message: `A visit is cancelled: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}. Its credential opens nothing any more.`,
    action: 'Tell the host and the visitor.',
  };
}

function about({ bookingId, providerId, place, window }: Permission, at: Instant) {
  return { at, audience: ['holder', 'visitor'] as const, bookingId, providerId, place, window };
}

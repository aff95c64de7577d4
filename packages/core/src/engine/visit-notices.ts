import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { IssuedCredential } from '../model/issued-credential';
import { isSameJson } from '../model/json';
import type { VisitNotice } from '../model/notice';
import type { Permission } from '../model/permission';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import type { LaneResult, TriedChange } from './settle-lane';

/**
 * What the people of a visit have to hear after the work on a lane: that the visitor can come in, at other times, or not any more. Goes by the
 * credentials that were known before and are known now, so it does not matter how they came to be known. A visit that goes on with another person's
 * rights is not called off. Pure.
 */
export function visitNotices(options: {
  claim: LaneClaim;
  before: readonly GrantRecord[];
  permissions: readonly PermissionRecord[];
  result: Pick<LaneResult, 'savedGrants' | 'removedGrants'>;
  tried: readonly TriedChange[];
  now: Instant;
}): VisitNotice[] {
  const { claim, permissions, result, tried, now } = options;
  const occasion = { claim, now };
  const before = new Map(options.before.map((record) => [record.grantKey, record]));
  const after = new Map(result.savedGrants.map((record) => [record.grantKey, record]));
  const removed = new Set(result.removedGrants);
  const reasons = new Map(
    tried.flatMap(({ change }) => (change.kind === 'revoke' ? [[change.grantKey, change.revokeReason] as const] : [])),
  );
  const goingOn = new Set(
    permissions.flatMap(({ permission, status }) => (status.state === 'withdrawing' ? [] : [permission.bookingId])),
  );
  return permissions.flatMap(({ permission, grantKey }): VisitNotice[] => {
    if (permission.credential === 'linked') return [];
    const former = before.get(grantKey);
    if (removed.has(grantKey)) {
      const reason = reasons.get(grantKey);
      const isCalledOff = (reason === 'cancelled' || reason === 'moved') && !goingOn.has(permission.bookingId);
      return former?.issuedCredential === undefined || !isCalledOff ? [] : [cancelled(permission, former, occasion)];
    }
    const current = after.get(grantKey);
    const credential = current?.issuedCredential;
    if (current === undefined || credential === undefined || current.certainty === 'unknown') return [];
    if (former?.issuedCredential === undefined)
      return [told('visitor_invited', permission, { ...current, issuedCredential: credential }, occasion)];
    const isSame = isSameJson([former.state, former.issuedCredential], [current.state, credential]);
    return isSame ? [] : [told('visitor_changed', permission, { ...current, issuedCredential: credential }, occasion)];
  });
}

const words = {
  visitor_invited: 'A visitor is invited',
  visitor_changed: 'A visit has changed',
} as const;

/** When something is told: each work on a lane has a claim of its own, so what comes back after a while is told again. */
interface Occasion {
  readonly claim: LaneClaim;
  readonly now: Instant;
}

function told(
  type: keyof typeof words,
  permission: Permission,
  record: GrantRecord & { readonly issuedCredential: IssuedCredential },
  occasion: Occasion,
): VisitNotice {
  const { bookingId, window } = permission;
  return {
    id: noticeId(type, permission, record, occasion),
    type,
    ...about(permission, occasion.now),
    credential: record.issuedCredential,
    message: `${words[type]}: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}.`,
    action: 'Send the credential in here to the host and to the visitor. It is told once.',
  };
}

function cancelled(permission: Permission, record: GrantRecord, occasion: Occasion): VisitNotice {
  const { bookingId, window } = permission;
  return {
    id: noticeId('visitor_cancelled', permission, record, occasion),
    type: 'visitor_cancelled',
    ...about(permission, occasion.now),
    message: `A visit is cancelled: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}. Its credential opens nothing any more.`,
    action: 'Tell the host and the visitor.',
  };
}

/** Of what the vendor holds, not of the credential: nobody should be able to try out which one gives this id. */
function noticeId(
  type: VisitNotice['type'],
  { key }: Permission,
  { vendorReference, state }: GrantRecord,
  { claim }: Occasion,
): string {
  return `${type}/${fingerprint(JSON.stringify([key, vendorReference, state, claim.token, claim.version]))}`;
}

function about({ bookingId, providerId, place, window }: Permission, at: Instant) {
  return { at, audience: ['holder', 'visitor'] as const, bookingId, providerId, place, window };
}

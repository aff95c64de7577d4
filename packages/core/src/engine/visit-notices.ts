import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { IssuedCredential } from '../model/issued-credential';
import { isSameJson } from '../model/json';
import type { VisitNotice } from '../model/notice';
import type { Permission } from '../model/permission';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import type { LaneResult } from './settle-lane';

/** What is told, and of which grants people have heard with that. */
export interface VisitNotices {
  readonly notices: readonly VisitNotice[];
  readonly told: ReadonlyMap<string, GrantRecord['told']>;
}

/**
 * What the people of a visit have to hear after the work on a lane: that the visitor can come in, at other times, or not any more. Goes by what
 * they were last told, so it does not matter how or when something came to be known. Nothing is told that is in doubt, or that is not as it was
 * wished for. A visit that goes on with another credential, and one that has ended by itself, is not called off; one that goes on with another
 * visitor is, to its host. Pure.
 */
export function visitNotices(options: {
  claim: LaneClaim;
  before: readonly GrantRecord[];
  permissions: readonly PermissionRecord[];
  result: Pick<LaneResult, 'savedGrants' | 'removedGrants'>;
  now: Instant;
}): VisitNotices {
  const { claim, permissions, result, now } = options;
  const occasion = { claim, now };
  const before = new Map(options.before.map((record) => [record.grantKey, record]));
  const removed = new Set(result.removedGrants);
  const after = new Map([...options.before, ...result.savedGrants].map((record) => [record.grantKey, record]));
  const visits = permissions.filter(({ permission }) => permission.credential !== 'linked');

  const notices: VisitNotice[] = [];
  const told = new Map<string, GrantRecord['told']>();
  for (const { permission, grantKey, status } of visits) {
    if (status.state === 'withdrawing') continue;
    const former = before.get(grantKey);
    const current = after.get(grantKey);
    if (current === undefined || removed.has(grantKey) || !isFitToTell(current)) continue;
    if (former?.told !== undefined && isAsTold(former, current, permission)) continue;
    told.set(grantKey, toldNow(current, permission));
    const isForAnother = former?.told !== undefined && former.told.visitor !== visitorOf(permission);
    if (isForAnother) notices.push(callOff(permission, former, occasion, 'goes on'));
    const isInvited = former?.told === undefined || isForAnother;
    notices.push(tell(isInvited ? 'visitor_invited' : 'visitor_changed', permission, current, occasion));
  }

  const isTold = (grantKey: string): boolean =>
    told.has(grantKey) || (before.get(grantKey)?.told !== undefined && !removed.has(grantKey));
  const goingOn = new Set(
    visits.filter(({ grantKey }) => isTold(grantKey)).map(({ permission }) => permission.bookingId),
  );
  for (const { permission, grantKey } of visits) {
    const former = before.get(grantKey);
    if (former?.told === undefined || !removed.has(grantKey) || goingOn.has(permission.bookingId)) continue;
    const isOver = former.lapsesAt !== undefined && former.lapsesAt <= now;
    if (!isOver) notices.push(callOff(permission, former, occasion, 'is off'));
  }
  return { notices, told };
}

type TellableGrant = GrantRecord & { readonly issuedCredential: IssuedCredential };

function isFitToTell(record: GrantRecord): record is TellableGrant {
  const { issuedCredential, certainty, failure, state } = record;
  return issuedCredential !== undefined && state !== undefined && certainty === 'known' && failure === undefined;
}

/** A vendor's state may change without a change of what people know: a buffer that gives way to a neighbour is not theirs to plan with. */
function isAsTold({ told, issuedCredential }: GrantRecord, current: TellableGrant, permission: Permission): boolean {
  const now = toldNow(current, permission);
  const isSameCredential = issuedCredential === undefined || isSameJson(issuedCredential, current.issuedCredential);
  const isSameTime = isSameJson(told?.state, now.state) || isSameJson(told?.window, now.window);
  return (
    isSameCredential && isSameTime && told?.vendorReference === now.vendorReference && told?.visitor === now.visitor
  );
}

function toldNow({ state, vendorReference }: TellableGrant, permission: Permission): NonNullable<GrantRecord['told']> {
  return { state, vendorReference, window: permission.window, visitor: visitorOf(permission) };
}

function visitorOf({ label }: Permission): string | undefined {
  return label === undefined ? undefined : fingerprint(label);
}

const everybody = ['holder', 'visitor'] as const;
const hostAlone = ['holder'] as const;

const words = {
  visitor_invited: 'A visitor is invited',
  visitor_changed: 'A visit has changed',
} as const;

/** When something is told: each work on a lane has a claim of its own, so what comes back after a while is told again. */
interface Occasion {
  readonly claim: LaneClaim;
  readonly now: Instant;
}

function tell(
  type: keyof typeof words,
  permission: Permission,
  record: TellableGrant,
  occasion: Occasion,
): VisitNotice {
  const { bookingId, window } = permission;
  return {
    id: noticeId(type, permission, record, occasion),
    type,
    ...about(permission, occasion.now, everybody),
    credential: record.issuedCredential,
    message: `${words[type]}: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}.`,
    action: 'Send the credential in here to the host and to the visitor. It is told once.',
  };
}

/** A visit that goes on with another visitor is called off to its host alone: `visitor` would be taken for the new one. */
function callOff(
  permission: Permission,
  record: GrantRecord,
  occasion: Occasion,
  visit: 'is off' | 'goes on',
): VisitNotice {
  const { bookingId, window } = permission;
  const isOff = visit === 'is off';
  const occurrence = isOff ? 'A visit is cancelled' : 'A visit has another visitor';
  const whose = isOff ? 'Its' : "The former visitor's";
  return {
    id: noticeId('visitor_cancelled', permission, record, occasion),
    type: 'visitor_cancelled',
    ...about(permission, occasion.now, isOff ? everybody : hostAlone),
    message: `${occurrence}: booking ${bookingId}, ${window.startsAt} to ${window.endsAt}. ${whose} credential opens nothing any more.`,
    action: isOff ? 'Tell the host and the visitor.' : 'Tell the host, who knows the former visitor.',
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

function about({ bookingId, providerId, place, window }: Permission, at: Instant, audience: VisitNotice['audience']) {
  return { at, audience, bookingId, providerId, place, window };
}

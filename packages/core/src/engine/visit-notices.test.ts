import { describe, expect, it } from 'vitest';
import type { RevokeReason } from '../model/change';
import type { Permission } from '../model/permission';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { createPermission } from '../testing/conformance/create-permission';
import type { TriedChange } from './settle-lane';
import { visitNotices } from './visit-notices';

const now = '2026-11-23T08:00:00.000Z';
const window = { startsAt: '2026-11-23T14:00:00.000Z', endsAt: '2026-11-23T16:00:00.000Z' };
const claim: LaneClaim = { providerId: 'house', lane: 'visits', token: 1, expiresAt: now, version: 1, failures: 0 };

function recordOf(grantKey: string, more: Partial<Permission> = {}): PermissionRecord {
  const identity = { bookingId: 'v1', providerId: 'house', place: 'visits', subject: 'ada', window };
  const permission = { ...createPermission(identity), credential: 'pin' as const, ...more };
  return { permission, providerId: 'house', lane: 'visits', grantKey, status: { state: 'live', windows: [] } };
}
const grantOf = (grantKey: string, pin?: string, until = '16'): GrantRecord => ({
  providerId: 'house',
  lane: 'visits',
  grantKey,
  state: { until },
  certainty: 'known',
  ...(pin !== undefined && { issuedCredential: { kind: 'pin', value: pin } }),
});
const revoked = (grantKey: string, revokeReason: RevokeReason): TriedChange => ({
  change: { kind: 'revoke', grantKey, before: {}, reason: '', revokeReason },
  outcome: { grantKey, effect: 'applied' },
});
const withdrawing = (record: PermissionRecord): PermissionRecord => ({
  ...record,
  status: { state: 'withdrawing', windows: [], revokeReason: 'moved' },
});

function told(more: Partial<Parameters<typeof visitNotices>[0]> & { saved?: GrantRecord[]; removed?: string[] }) {
  const { saved = [], removed = [] } = more;
  return visitNotices({
    claim,
    before: [],
    permissions: [recordOf('g1')],
    result: { savedGrants: saved, removedGrants: removed },
    tried: [],
    now,
    ...more,
  });
}
const typesOf = (notices: ReturnType<typeof told>) => notices.map(({ type }) => type);

describe('the people of a visit', () => {
  it('are invited when a credential becomes known, and not before', () => {
    expect(told({ saved: [grantOf('g1', '1234')] })).toMatchObject([
      {
        type: 'visitor_invited',
        audience: ['holder', 'visitor'],
        bookingId: 'v1',
        window,
        credential: { value: '1234' },
      },
    ]);
    expect(told({ saved: [grantOf('g1')] })).toEqual([]);
    expect(told({ saved: [{ ...grantOf('g1', '1234'), certainty: 'unknown' }] })).toEqual([]);
  });

  it('hear of other times and of another credential, and of nothing else', () => {
    const before = [grantOf('g1', '1234')];
    expect(typesOf(told({ before, saved: [grantOf('g1', '1234', '17')] }))).toEqual(['visitor_changed']);
    expect(typesOf(told({ before, saved: [grantOf('g1', '9876')] }))).toEqual(['visitor_changed']);
    expect(told({ before, saved: [grantOf('g1', '1234')] })).toEqual([]);
  });

  it.each<[RevokeReason, string[]]>([
    ['cancelled', ['visitor_cancelled']],
    ['moved', ['visitor_cancelled']],
    ['ended', []],
    ['extra', []],
  ])('hear of an end only if it is not the end that was agreed: %s', (reason, types) => {
    const permissions = [withdrawing(recordOf('g1'))];
    const before = [grantOf('g1', '1234')];
    const notices = told({ before, permissions, removed: ['g1'], tried: [revoked('g1', reason)] });
    expect([typesOf(notices), JSON.stringify(notices).includes('1234')]).toEqual([types, false]);
  });

  it('hear nothing of the end of a visit that they never had a credential for', () => {
    const permissions = [withdrawing(recordOf('g1'))];
    expect(
      told({ before: [grantOf('g1')], permissions, removed: ['g1'], tried: [revoked('g1', 'cancelled')] }),
    ).toEqual([]);
  });

  it('are invited anew, and not told that it is off, when it goes on with the rights of another person', () => {
    const notices = told({
      before: [grantOf('g1', '1234')],
      permissions: [withdrawing(recordOf('g1')), recordOf('g2')],
      removed: ['g1'],
      saved: [grantOf('g2', '9876')],
      tried: [revoked('g1', 'moved')],
    });
    expect(typesOf(notices)).toEqual(['visitor_invited']);
  });

  it('are told once of one work on the lane, and again of the next, under an id that does not come from the credential', () => {
    const before = [grantOf('g1', '1234')];
    const idOf = (pin: string, token: number) =>
      told({ before, claim: { ...claim, token }, saved: [grantOf('g1', pin, '17')] })[0]?.id;
    expect(idOf('1234', 1)).toBe(idOf('5555', 1));
    expect(idOf('1234', 1)).not.toBe(idOf('1234', 2));
  });

  it('are not those of a reservation', () => {
    expect(told({ permissions: [recordOf('g1', { credential: 'linked' })], saved: [grantOf('g1', '1234')] })).toEqual(
      [],
    );
  });
});

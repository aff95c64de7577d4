import { describe, expect, it } from 'vitest';
import type { Permission } from '../model/permission';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { createPermission } from '../testing/conformance/create-permission';
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
/** Held, and people have been told of it. */
const toldOf = (grantKey: string, pin?: string): GrantRecord => {
  const record = grantOf(grantKey, pin);
  return { ...record, lapsesAt: window.endsAt, told: { state: record.state, window } };
};
const withdrawing = (record: PermissionRecord): PermissionRecord => ({
  ...record,
  status: { state: 'withdrawing', windows: [], revokeReason: 'moved' },
});

function noticesOf(more: Partial<Parameters<typeof visitNotices>[0]> & { saved?: GrantRecord[]; removed?: string[] }) {
  const { saved = [], removed = [] } = more;
  return visitNotices({
    claim,
    before: [],
    permissions: [recordOf('g1')],
    result: { savedGrants: saved, removedGrants: removed },
    now,
    ...more,
  }).notices;
}
const typesOf = (notices: ReturnType<typeof noticesOf>) => notices.map(({ type }) => type);

describe('the people of a visit', () => {
  it('are invited when a credential becomes known, and not before', () => {
    expect(noticesOf({ saved: [grantOf('g1', '1234')] })).toMatchObject([
      {
        type: 'visitor_invited',
        audience: ['holder', 'visitor'],
        bookingId: 'v1',
        window,
        credential: { value: '1234' },
      },
    ]);
    expect(noticesOf({ saved: [grantOf('g1')] })).toEqual([]);
    expect(noticesOf({ saved: [{ ...grantOf('g1', '1234'), certainty: 'unknown' }] })).toEqual([]);
  });

  it('hear of other times and of another credential, and of nothing else', () => {
    const before = [toldOf('g1', '1234')];
    const longer = [recordOf('g1', { window: { ...window, endsAt: '2026-11-23T17:00:00.000Z' } })];
    const saved = [grantOf('g1', '1234', '17')];
    expect(typesOf(noticesOf({ before, permissions: longer, saved }))).toEqual(['visitor_changed']);
    // Only a buffer gave way: the times they were told of are still true.
    expect(noticesOf({ before, saved })).toEqual([]);
    expect(typesOf(noticesOf({ before, saved: [grantOf('g1', '9876')] }))).toEqual(['visitor_changed']);
    expect(noticesOf({ before, saved: [grantOf('g1', '1234')] })).toEqual([]);
  });

  it.each([
    ['before its end', now, ['visitor_cancelled']],
    ['at its end', window.endsAt, []],
  ] as const)('hear of an end only if it is not the one that was agreed: %s', (_when, at, types) => {
    const permissions = [withdrawing(recordOf('g1'))];
    const notices = noticesOf({ before: [toldOf('g1', '1234')], permissions, removed: ['g1'], now: at });
    expect([typesOf(notices), JSON.stringify(notices).includes('1234')]).toEqual([types, false]);
  });

  it('hear nothing of the end of a visit that they were never told of', () => {
    const permissions = [withdrawing(recordOf('g1'))];
    expect(noticesOf({ before: [grantOf('g1', '1234')], permissions, removed: ['g1'] })).toEqual([]);
  });

  it('are invited anew, and not told that it is off, when it goes on with the rights of another person', () => {
    const permissions = [withdrawing(recordOf('g1')), recordOf('g2')];
    const saved = [grantOf('g2', '9876')];
    const before = [toldOf('g1', '1234')];
    expect(typesOf(noticesOf({ before, permissions, removed: ['g1'], saved }))).toEqual(['visitor_invited']);
    expect(typesOf(noticesOf({ before: [...before, toldOf('g2', '9876')], permissions, removed: ['g1'] }))).toEqual([]);
    // The other person is not known there: nobody comes in any more.
    expect(typesOf(noticesOf({ before, permissions, removed: ['g1'] }))).toEqual(['visitor_cancelled']);
  });

  it('are other people when the booking has another visitor: the new one is invited, and the host hears that the former is not', () => {
    const invited = visitNotices({
      claim,
      before: [],
      permissions: [recordOf('g1', { label: 'Grace' })],
      result: { savedGrants: [grantOf('g1', '1234')], removedGrants: [] },
      now,
    });
    const before = [{ ...grantOf('g1', '1234'), told: invited.told.get('g1') }];
    const permissions = [recordOf('g1', { label: 'Joan' })];
    const notices = noticesOf({ before, permissions, saved: [grantOf('g1', '9876')] });
    expect(notices).toMatchObject([
      { type: 'visitor_cancelled', audience: ['holder'] },
      { type: 'visitor_invited', audience: ['holder', 'visitor'], credential: { value: '9876' } },
    ]);
    expect(JSON.stringify([...invited.told, notices])).not.toMatch(/Grace|Joan/);
  });

  it('are told later what was in doubt or not as wished for, although it has long been known', () => {
    const known = grantOf('g1', '1234');
    const failure = {
      wanted: '',
      laneVersion: 0,
      error: { name: '', code: 'conflict', message: '', isRetryable: true, effect: 'none' },
    } as const;
    expect(noticesOf({ saved: [{ ...known, failure }] })).toEqual([]);
    expect(typesOf(noticesOf({ before: [known], saved: [known] }))).toEqual(['visitor_invited']);
  });

  it('are told once of one work on the lane, and again of the next, under an id that does not come from the credential', () => {
    const before = [toldOf('g1', '1234')];
    const idOf = (pin: string, token: number) =>
      noticesOf({ before, claim: { ...claim, token }, saved: [{ ...grantOf('g1', pin), vendorReference: 'b' }] })[0]
        ?.id;
    expect(idOf('1234', 1)).toBe(idOf('5555', 1));
    expect(idOf('1234', 1)).not.toBe(idOf('1234', 2));
  });

  it('are not those of a reservation', () => {
    expect(
      noticesOf({ permissions: [recordOf('g1', { credential: 'linked' })], saved: [grantOf('g1', '1234')] }),
    ).toEqual([]);
  });
});

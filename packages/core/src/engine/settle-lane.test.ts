import { describe, expect, it } from 'vitest';
import type { Composition } from '../model/composition';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { createPermission } from '../testing/conformance/create-permission';
import { settleLane } from './settle-lane';

const composedAt = '2026-11-21T11:59:55.000Z';
const handOverAt = '2026-11-21T12:00:00.000Z';
const answeredAt = '2026-11-21T12:00:05.000Z';
const claim: LaneClaim = {
  providerId: 'house',
  lane: 'l1',
  token: 1,
  expiresAt: '2026-11-21T12:02:00.000Z',
  version: 1,
  failures: 0,
};

function settle(options: {
  permissions?: PermissionRecord[];
  compositions?: [string, Composition][];
  grants?: GrantRecord[];
}) {
  const { permissions = [], compositions = [], grants = [] } = options;
  const evaluation = { at: composedAt, compositions: new Map(compositions), changes: [], forgotten: [] };
  return settleLane({ claim, now: answeredAt, permissions, readGrants: grants, grants, evaluation, tried: [] });
}

describe('an instant that passes while a vendor call is under way', () => {
  it('is not lost when it is a hand-over: the lane is due at once', () => {
    const window = { startsAt: '2026-11-21T13:00:00.000Z', endsAt: '2026-11-21T14:00:00.000Z' };
    const permission = createPermission({ bookingId: 'b1', providerId: 'house', place: 'gym', subject: 's1', window });
    const status = { state: 'pending', windows: [] } as const;
    const permissions = [{ permission, providerId: 'house', lane: 'l1', grantKey: 'g1', status }];
    const waiting = [{ permissionKey: permission.key, reason: 'grant_occupied', expectedAt: handOverAt }] as const;
    const composition = { covered: [], waiting, rejected: [], nextAt: handOverAt };
    expect(settle({ permissions, compositions: [['g1', composition]] }).nextAt).toBe(handOverAt);
  });

  it('is not lost when it is a sweep', () => {
    const grants: GrantRecord[] = [
      {
        providerId: 'house',
        lane: 'l1',
        grantKey: 'g1',
        certainty: 'known',
        state: {},
        lapsesAt: '2026-11-21T11:00:00.000Z',
        sweepAt: handOverAt,
      },
    ];
    expect(settle({ grants }).nextAt).toBe(handOverAt);
  });
});

describe('a right that could not be taken away before, at a vendor that cannot be read', () => {
  it('is over as soon as it is gone, whatever was written down of the failure', () => {
    const window = { startsAt: '2026-11-21T13:00:00.000Z', endsAt: '2026-11-21T14:00:00.000Z' };
    const permission = createPermission({ bookingId: 'b1', providerId: 'house', place: 'gym', subject: 's1', window });
    const error = { name: 'ConnectionError', code: 'connection', message: 'reset', isRetryable: true } as const;
    const failure = { wanted: 'null', error: { ...error, effect: 'unknown' as const }, laneVersion: 1 };
    const identity = { providerId: 'house', lane: 'l1', grantKey: 'g1' };
    const read: GrantRecord = { ...identity, certainty: 'unknown', state: {}, intended: null, failure };
    const status = { state: 'withdrawing', windows: [], revokeReason: 'cancelled', error: failure.error } as const;
    const reason = 'cancelled';
    const change = { kind: 'revoke', grantKey: 'g1', before: {}, revokeReason: reason, reason } as const;
    const result = settleLane({
      ...{ claim, now: answeredAt, permissions: [{ ...identity, permission, status }] },
      ...{ readGrants: [read], grants: [{ ...read }] },
      evaluation: { at: composedAt, compositions: new Map(), changes: [change], forgotten: [] },
      tried: [{ change, outcome: { grantKey: 'g1', effect: 'applied' } }],
    });
    expect(result.removedGrants).toEqual(['g1']);
    expect(result.movedPermissions).toMatchObject([{ status: { state: 'ended' } }]);
  });
});

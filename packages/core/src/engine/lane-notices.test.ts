import { describe, expect, it } from 'vitest';
import { ConflictError } from '../errors/conflict-error';
import type { Composition } from '../model/composition';
import type { PermissionStatus } from '../model/permission-status';
import type { LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { createPermission } from '../testing/conformance/create-permission';
import { type DoubleBookingMode, doubleBookingNotices } from './double-booking-notices';
import { capacityNotices } from './lane-notices';

const now = '2026-11-21T12:00:00.000Z';
const window = { startsAt: '2026-11-21T18:00:00.000Z', endsAt: '2026-11-21T20:00:00.000Z' };

function recordOf(bookingId: string, status: PermissionStatus): PermissionRecord {
  const permission = createPermission({ bookingId, providerId: 'house', place: 'gym', subject: 'flat-501', window });
  return { permission, providerId: 'house', lane: 'flat-501', grantKey: 'g1', status };
}

const waitingUntil = (expectedAt: string): PermissionStatus => ({
  state: 'waiting',
  windows: [],
  waitingReason: 'grant_occupied',
  expectedAt,
});

function told(status: PermissionStatus, mode: DoubleBookingMode) {
  const first = recordOf('b1', { state: 'live', windows: [] });
  const second = recordOf('b2', status);
  const covered = [{ permissionKey: first.permission.key, windows: [] }];
  const compositions = new Map<string, Composition>([['g1', { covered, waiting: [], rejected: [] }]]);
  return doubleBookingNotices({ moved: [second], permissions: [first, second], compositions, mode, now });
}

describe('a second booking that a vendor cannot hold beside the first', () => {
  it('is told to the manager in the mode always, with the booking in the way and when it is handed over', () => {
    const [notice] = told(waitingUntil('2026-11-21T15:00:00.000Z'), 'always');
    expect(notice).toMatchObject({
      type: 'double_booking',
      audience: ['manager'],
      bookingId: 'b2',
      place: 'gym',
      window,
      blockingBookingIds: ['b1'],
      expectedAt: '2026-11-21T15:00:00.000Z',
      isActionNeeded: false,
      action: 'Nothing has to be done: it is written by itself at 2026-11-21T15:00:00.000Z.',
    });
    expect(JSON.stringify(notice)).not.toContain('flat-501');
  });

  it("is nobody's business by default when it is handed over in time", () => {
    expect(told(waitingUntil('2026-11-21T15:00:00.000Z'), 'when-action-needed')).toEqual([]);
    expect(told(waitingUntil(window.startsAt), 'when-action-needed')).toEqual([]);
  });

  it('is told in both modes when it is handed over too late', () => {
    for (const mode of ['always', 'when-action-needed'] as const)
      expect(told(waitingUntil('2026-11-21T18:30:00.000Z'), mode)).toMatchObject([{ isActionNeeded: true }]);
  });

  it("is told in both modes when somebody else's right is in the way", () => {
    const error = new ConflictError({ what: 'occupied', message: 'The place is taken.', isRetryable: true }).toJSON();
    for (const mode of ['always', 'when-action-needed'] as const)
      expect(told({ state: 'retrying', windows: [], error }, mode)).toMatchObject([
        { isActionNeeded: true, blockingBookingIds: [], message: expect.stringContaining('The place is taken.') },
      ]);
  });

  it('is told once, however often it is looked at', () => {
    const ids = ['2026-11-21T15:00:00.000Z', '2026-11-21T16:00:00.000Z'].map(
      (expectedAt) => told(waitingUntil(expectedAt), 'always')[0]?.id,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('is no double booking when it waits for another reason, or failed for one', () => {
    const error = new ConflictError({ what: 'slot', message: 'x' }).toJSON();
    expect(told({ ...waitingUntil(now), waitingReason: 'not_exact_yet' }, 'always')).toEqual([]);
    expect(told({ state: 'failed', windows: [], error }, 'always')).toEqual([]);
  });
});

describe('a provider that warns', () => {
  it('is heard once a day', () => {
    const claim: LaneClaim = {
      providerId: 'house',
      lane: 'flat-501',
      token: 1,
      expiresAt: now,
      version: 1,
      failures: 0,
    };
    const warning = { resource: 'slots', message: '3 of 100 are free.', action: 'Give more.' };
    const change = { kind: 'create', grantKey: 'g1', after: {}, reason: '' } as const;
    const tried = [{ change, outcome: { grantKey: 'g1', effect: 'applied', warning } }] as const;
    const ids = [now, '2026-11-21T23:00:00.000Z', '2026-11-22T00:00:00.000Z'].map(
      (at) => capacityNotices(claim, tried, at)[0]?.id,
    );
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false]);
    expect(capacityNotices(claim, tried, now)).toMatchObject([
      { type: 'capacity_low', audience: ['administrator'], resource: 'slots', message: '3 of 100 are free.' },
    ]);
  });
});

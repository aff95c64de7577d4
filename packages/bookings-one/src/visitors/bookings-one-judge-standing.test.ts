import { describe, expect, it } from 'vitest';
import { NOW, visitor } from './__fixtures__/bookings-one-test-desk';
import { judgeBookingsOneStanding } from './bookings-one-judge-standing';
import { visitorToStanding } from './bookings-one-standing';

const before = '2026-11-21T08:59:59.999Z';
const after = '2026-11-21T09:00:00.001Z';
const judge = (direction: 'arrival' | 'departure', ...[status, more]: Parameters<typeof visitor>) => {
  const { verdict, reason } = judgeBookingsOneStanding(
    visitorToStanding(visitor(status, more)),
    direction,
    Date.parse(NOW),
  );
  return `${verdict} ${reason}`;
};

describe('a visitor', () => {
  it.each([
    ['checked_in', 'allow checked_in', 'allow checked_in'],
    ['checked_out', 'deny checked_out', 'allow checked_out'],
    ['expected', 'deny not_checked_in', 'deny not_checked_in'],
    ['expired', 'deny expired', 'deny expired'],
    ['unknown', 'deny status_unknown', 'deny status_unknown'],
    ['unrecognised', 'deny status_unrecognised', 'deny status_unrecognised'],
  ] as const)('who is %s', (status, arrival, departure) => {
    expect([judge('arrival', status), judge('departure', status)]).toEqual([arrival, departure]);
  });

  it('who is unknown to the server does not pass', () => {
    for (const direction of ['arrival', 'departure'] as const)
      expect(judgeBookingsOneStanding(undefined, direction, 0)).toEqual({
        verdict: 'deny',
        reason: 'unknown_credential',
      });
  });

  it('who is blacklisted gets in by no status, and out as everybody', () => {
    for (const status of ['checked_in', 'checked_out', 'expected', 'unrecognised'] as const)
      expect(judge('arrival', status, { isBlacklisted: true })).toBe('deny blacklisted');
    expect(judge('departure', 'checked_in', { isBlacklisted: true })).toBe('allow checked_in');
    expect(judge('departure', 'expected', { isBlacklisted: true })).toBe('deny not_checked_in');
  });

  it('of whom it is not clear whether the blacklist names them does not get in', () => {
    expect(judge('arrival', 'checked_in', { isBlacklisted: undefined })).toBe('deny blacklisted');
  });

  it.each([
    ['from the first millisecond of the validity on', { validFrom: NOW }, 'allow checked_in'],
    ['not before it', { validFrom: after }, 'deny too_early'],
    ['until the end', { validUntil: after }, 'allow checked_in'],
    ['not at the end', { validUntil: NOW }, 'deny expired'],
    ['within both', { validFrom: before, validUntil: after }, 'allow checked_in'],
    ['not within a validity that ends before it begins', { validFrom: after, validUntil: before }, 'deny expired'],
    ['not from a time that cannot be read', { validFrom: 'soon' }, 'deny too_early'],
    ['not until a time that cannot be read', { validUntil: 'late' }, 'deny expired'],
  ])('gets in %s', (_when, more, arrival) => {
    expect(judge('arrival', 'checked_in', more)).toBe(arrival);
    expect(judge('departure', 'checked_in', more)).toBe('allow checked_in');
  });

  it('whose time is over is told so before anything about the desk', () => {
    expect(judge('arrival', 'expected', { validUntil: NOW })).toBe('deny expired');
    expect(judge('arrival', 'expected', { validFrom: after })).toBe('deny too_early');
    expect(judge('arrival', 'unrecognised', { validUntil: NOW })).toBe('deny status_unrecognised');
  });

  it('with a status that no version of the client knows does not pass', () => {
    // @ts-expect-error a client of another version may answer anything
    expect([judge('arrival', 'vip'), judge('departure', 'vip')]).toEqual(Array(2).fill('deny status_unrecognised'));
  });

  it('is kept without a name and an address', () => {
    const standing = visitorToStanding(visitor('checked_in', { name: 'Ada', email: 'ada@x.example' }));
    expect(standing).toEqual({ status: 'checked_in', isBlacklisted: false });
  });
});

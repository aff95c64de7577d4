import { describe, expect, it } from 'vitest';
import type { Permission } from '../../model/permission';
import { createFixedClock } from '../clock/fixed-clock';
import { createPermission } from '../conformance/create-permission';
import { createFakeProvider } from './fake-provider';
import type { FakeProviderOptions } from './fake-provider-options';
import { createFakeVendor } from './fake-vendor';

const at = (time: string): string => `2026-11-16T${time}:00.000Z`;
const span = (start: string, end: string) => ({ startsAt: at(start), endsAt: at(end) });
const booking = (bookingId: string, start: string, end: string, input: Partial<Permission> = {}): Permission =>
  createPermission({
    ...{ bookingId, window: span(start, end), subject: 'badge-1', place: 'door', providerId: 'fake' },
    ...input,
  });

/** What a composition says, in short: state windows, covered, waiting and rejected by booking, times without the date. */
function compose(permissions: readonly Permission[], time: string, options: Omit<FakeProviderOptions, 'vendor'> = {}) {
  const vendor = createFakeVendor({ clock: createFixedClock(at('00:00')) });
  const composition = createFakeProvider({ vendor, ...options }).compose(permissions, { now: at(time) });
  const name = (key: string): string | undefined => permissions.find((permission) => permission.key === key)?.bookingId;
  const clock = (instant: string | undefined): string | undefined => instant?.slice(11, 16);
  const windows = composition.state?.['windows'];
  const list = Array.isArray(windows) ? windows : composition.state && 'until told';
  return {
    state: Array.isArray(list) ? list.map((window) => `${clock(window.startsAt)}-${clock(window.endsAt)}`) : list,
    lapsesAt: clock(composition.lapsesAt),
    covered: composition.covered.map(
      ({ permissionKey, windows: opened }) =>
        `${name(permissionKey)} ${opened.map(({ startsAt, endsAt }) => `${clock(startsAt)}-${clock(endsAt)}`).join('+')}`,
    ),
    waiting: composition.waiting.map(
      ({ permissionKey, reason, expectedAt }) => `${name(permissionKey)} ${reason} ${clock(expectedAt)}`,
    ),
    rejected: composition.rejected.map(({ permissionKey, error }) => `${name(permissionKey)} ${error.code}`),
    nextAt: clock(composition.nextAt),
  };
}

const empty = { state: undefined, lapsesAt: undefined, covered: [], waiting: [], rejected: [], nextAt: undefined };

describe('the fake composition with native validity', () => {
  it('writes a booking ahead and looks again when it ends', () => {
    const expected = {
      ...empty,
      state: ['09:00-10:00'],
      lapsesAt: '10:00',
      covered: ['a 09:00-10:00'],
      nextAt: '10:00',
    };
    expect(compose([booking('a', '09:00', '10:00')], '08:00')).toEqual(expected);
    expect(compose([booking('a', '09:00', '10:00')], '10:00')).toEqual(empty);
  });

  it('merges bookings that overlap or touch, and tells each its own window', () => {
    const bookings = [booking('a', '09:00', '10:00'), booking('b', '09:30', '11:00'), booking('c', '11:00', '12:00')];
    const { state, covered, nextAt } = compose(bookings, '08:00');
    expect(state).toEqual(['09:00-12:00']);
    expect(covered.sort()).toEqual(['a 09:00-10:00', 'b 09:30-11:00', 'c 11:00-12:00']);
    expect(nextAt).toBe('10:00');
  });

  it('lets bookings wait for the ones in front of them and hands over when those end', () => {
    const bookings = [booking('a', '09:00', '10:00'), booking('b', '12:00', '13:00'), booking('c', '15:00', '16:00')];
    const early = compose(bookings, '08:00');
    expect(early.state).toEqual(['09:00-10:00']);
    expect(early.waiting.sort()).toEqual(['b grant_occupied 10:00', 'c grant_occupied 13:00']);
    expect(early.nextAt).toBe('10:00');
    const late = compose(bookings, '10:00');
    expect([late.state, late.waiting]).toEqual([['12:00-13:00'], ['c grant_occupied 13:00']]);
    expect(compose(bookings, '08:00', { windowsPerGrant: 2 }).waiting).toEqual(['c grant_occupied 10:00']);
  });

  it('lets bookings beyond the horizon wait', () => {
    const bookings = [booking('a', '09:00', '10:00'), booking('b', '12:00', '13:00')];
    const options = { horizonMinutes: 120, windowsPerGrant: 4 };
    expect(compose(bookings, '06:59', options)).toEqual({
      ...empty,
      waiting: expect.arrayContaining(['a beyond_horizon 07:00', 'b beyond_horizon 10:00']),
      nextAt: '07:00',
    });
    expect(compose(bookings, '07:00', options).state).toEqual(['09:00-10:00']);
    expect(compose(bookings, '10:00', options).state).toEqual(['12:00-13:00']);
  });

  it('cuts merged windows to the longest that is allowed, without a gap', () => {
    const bookings = [booking('a', '09:00', '11:00'), booking('b', '10:00', '12:00')];
    const options = { maximumMinutes: 120 };
    const first = compose(bookings, '08:00', options);
    expect([first.state, first.covered.sort(), first.nextAt]).toEqual([
      ['09:00-11:00'],
      ['a 09:00-11:00', 'b 10:00-11:00'],
      '11:00',
    ]);
    const second = compose(bookings, '11:00', options);
    expect([second.state, second.covered]).toEqual([['10:00-12:00'], ['b 10:00-12:00']]);
    const both = compose(bookings, '08:00', { ...options, windowsPerGrant: 2 });
    expect([both.state, both.covered.sort()]).toEqual([
      ['09:00-11:00', '11:00-12:00'],
      ['a 09:00-11:00', 'b 10:00-12:00'],
    ]);
  });
});

describe('the fake composition without native validity', () => {
  const options = { nativeValidity: false };
  const bookings = [booking('a', '09:00', '10:00'), booking('b', '09:30', '11:00')];

  it.each([
    ['08:00', { waiting: ['a before_window 09:00', 'b before_window 09:30'], nextAt: '09:00' }],
    ['09:00', { state: 'until told', covered: ['a 09:00-10:00'], waiting: ['b before_window 09:30'], nextAt: '09:30' }],
    ['09:45', { state: 'until told', covered: ['a 09:00-10:00', 'b 09:30-11:00'], nextAt: '10:00' }],
    ['10:00', { state: 'until told', covered: ['b 09:30-11:00'], nextAt: '11:00' }],
    ['11:00', {}],
  ])('at %s holds what is running', (time, expected) => {
    const { covered, waiting, ...rest } = compose(bookings, time, options);
    expect({ ...rest, covered: covered.sort(), waiting: waiting.sort() }).toEqual({ ...empty, ...expected });
  });
});

describe('the fake composition of what does not fit', () => {
  it('shrinks buffers to the grid and says so', () => {
    const permission = booking('a', '09:00', '10:00', { bufferedWindow: span('08:50', '10:20') });
    const vendor = createFakeVendor({ clock: createFixedClock(at('00:00')) });
    const { covered } = createFakeProvider({ vendor, resolutionSeconds: 900 }).compose([permission], {
      now: at('08:00'),
    });
    const adjustments = ['buffered', 'shrunk_to_slot'];
    expect(covered[0]?.windows).toEqual([{ ...span('09:00', '10:15'), adjustments }]);
  });

  it.each([
    ['a booking off the grid', booking('a', '09:05', '10:00'), { resolutionSeconds: 900 }, 'a mapping'],
    ['a booking longer than allowed', booking('a', '09:00', '11:00'), { maximumMinutes: 60 }, 'a mapping'],
    ['another credential', booking('a', '09:00', '10:00', { credential: 'pin' }), {}, 'a unsupported_capability'],
  ])('rejects %s until it is over', (_title, permission, options, expected) => {
    expect(compose([permission], '08:00', options)).toEqual({
      ...empty,
      rejected: [expected],
      nextAt: permission.window.endsAt.slice(11, 16),
    });
    expect(compose([permission], '12:00', options)).toEqual(empty);
  });
});

import type { Permission } from '@acx/core/provider';
import { createPermission } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import type { IpeviaGrantState } from '../convert/ipevia-grant-state';
import { composeIpevia } from './ipevia-compose';
import type { IpeviaComposeRules } from './ipevia-compose-rules';

const rules: IpeviaComposeRules = {
  providerId: 'car-park',
  site: 'docklands',
  card: { layout: 'H10302', rendering: 'number', text: 'decimal' },
  form: 'credential',
  hasValidity: true,
  horizonDays: 30,
};
const untilTold: IpeviaComposeRules = { ...rules, form: 'whitelist', hasValidity: false };
const at = (time: string, date = '2026-11-23'): string => `${date}T${time}:00.000Z`;
const NOW = at('06:00');

function booked(bookingId: string, from: string, to: string, more: Partial<Permission> = {}): Permission {
  const window = { startsAt: from, endsAt: to };
  const base = createPermission({ bookingId, subject: '987654', place: 'docklands', window, providerId: 'car-park' });
  return { ...base, ...more };
}
const validity = (from: string, to: string): IpeviaGrantState => ({
  form: 'credential',
  card: '987654',
  validity: { startsAt: from, endsAt: to },
});

describe('a credential with validity', () => {
  it('is written ahead with the booked window, and looked at again when that ends', () => {
    const permission = booked('a', at('08:00'), at('12:00'));
    expect(composeIpevia([permission], { now: NOW }, rules)).toEqual({
      state: validity(at('08:00'), at('12:00')),
      covered: [{ permissionKey: permission.key, windows: [{ ...permission.window, adjustments: [] }] }],
      waiting: [],
      rejected: [],
      lapsesAt: at('12:00'),
      sweepAt: at('12:00'),
      nextAt: at('12:00'),
    });
  });

  it('holds bookings that touch or overlap as one window', () => {
    const permissions = [booked('a', at('08:00'), at('12:00')), booked('b', at('12:00'), at('16:00'))];
    const { state, covered, waiting } = composeIpevia(permissions, { now: NOW }, rules);
    expect(state).toEqual(validity(at('08:00'), at('16:00')));
    expect([covered.length, waiting.length]).toEqual([2, 0]);
  });

  it('is handed over to the next booking the moment the one before it ends', () => {
    const [first, second] = [booked('a', at('08:00'), at('12:00')), booked('b', at('14:00'), at('16:00'))];
    const { waiting, nextAt } = composeIpevia([first, second], { now: NOW }, rules);
    expect(waiting).toEqual([{ permissionKey: second.key, reason: 'grant_occupied', expectedAt: at('12:00') }]);
    expect(nextAt).toBe(at('12:00'));
    expect(composeIpevia([first, second], { now: at('12:00') }, rules)).toMatchObject({
      state: validity(at('14:00'), at('16:00')),
      waiting: [],
    });
  });

  it('waits for the horizon', () => {
    const far = booked('a', at('08:00', '2027-02-01'), at('12:00', '2027-02-01'));
    const expectedAt = at('08:00', '2027-01-02');
    const composition = composeIpevia([far], { now: NOW }, rules);
    expect(composition.state).toBeUndefined();
    expect(composition.waiting).toEqual([{ permissionKey: far.key, reason: 'beyond_horizon', expectedAt }]);
    expect(composition.nextAt).toBe(expectedAt);
    expect(composeIpevia([far], { now: expectedAt }, rules).state).toBeDefined();
  });

  it('is kept as it is when a booking before it in the same window has ended', () => {
    const second = booked('b', at('12:00'), at('16:00'));
    const held = validity(at('08:00'), at('16:00'));
    expect(composeIpevia([second], { now: at('12:30'), held }, rules).state).toEqual(held);
    expect(composeIpevia([second], { now: at('11:30'), held }, rules).state).toEqual(
      validity(at('12:00'), at('16:00')),
    );
    const longer = validity(at('08:00'), at('17:00'));
    expect(composeIpevia([second], { now: at('12:30'), held: longer }, rules).state).toEqual(
      validity(at('12:00'), at('16:00')),
    );
  });

  it('leaves no gap between bookings that touch within a second', () => {
    const touch = '2026-11-23T09:00:00.500Z';
    const [first, second] = [booked('a', at('08:00'), touch), booked('b', touch, at('10:00'))];
    const { state } = composeIpevia([first, second], { now: NOW }, rules);
    expect(state).toEqual(validity(at('08:00'), at('10:00')));
    expect(composeIpevia([second], { now: touch, held: state }, rules).state).toEqual(state);
  });

  it('opens for whole seconds only, and never for the rest of one', () => {
    const [from, to] = ['2026-11-23T08:00:00.250Z', '2026-11-23T09:00:00.750Z'];
    const { state, covered } = composeIpevia([booked('a', from, to)], { now: NOW }, rules);
    expect(state).toEqual(validity('2026-11-23T08:00:01.000Z', '2026-11-23T09:00:00.000Z'));
    expect(covered[0]?.windows[0]?.adjustments).toEqual(['shrunk_to_slot']);
  });
});

describe('a right without dates at the vendor', () => {
  it('is there from the start of the window to its end, and no longer', () => {
    const permission = booked('a', at('08:00'), at('12:00'));
    const look = (now: string) => composeIpevia([permission], { now }, untilTold);
    expect(look(at('07:59'))).toMatchObject({
      covered: [],
      waiting: [{ permissionKey: permission.key, reason: 'before_window', expectedAt: at('08:00') }],
      nextAt: at('08:00'),
    });
    expect(look(at('07:59')).state).toBeUndefined();
    expect(look(at('08:00'))).toMatchObject({ state: { form: 'whitelist', card: '987654' }, nextAt: at('12:00') });
    expect(look(at('12:00'))).toEqual({ covered: [], waiting: [], rejected: [] });
  });

  it('stays while another booking needs it', () => {
    const permissions = [booked('a', at('08:00'), at('12:00')), booked('b', at('11:00'), at('13:00'))];
    const { state, nextAt } = composeIpevia(permissions, { now: at('12:00') }, untilTold);
    expect([state, nextAt]).toEqual([{ form: 'whitelist', card: '987654' }, at('13:00')]);
  });
});

describe('what cannot be served', () => {
  it.each<[what: string, more: Partial<Permission>, code: string]>([
    ['another site', { place: 'airport' }, 'mapping'],
    ['a card number that is none', { subject: 'Ada Lovelace' }, 'mapping'],
    ['a card number that is too large', { subject: '34359738368' }, 'mapping'],
    ['a PIN', { credential: 'pin' }, 'unsupported_capability'],
  ])('is rejected until it is over: %s', (_what, more, code) => {
    const permission = booked('a', at('08:00'), at('12:00'), more);
    const composition = composeIpevia([permission], { now: NOW }, rules);
    expect(composition.state).toBeUndefined();
    expect(composition.rejected[0]).toMatchObject({ permissionKey: permission.key, error: { code } });
    expect(composition.nextAt).toBe(at('12:00'));
    const { message = '' } = composition.rejected[0]?.error ?? {};
    expect(message).not.toMatch(/Ada|Lovelace|34359738368/);
    expect(composeIpevia([permission], { now: at('12:00') }, rules).rejected).toEqual([]);
  });
});

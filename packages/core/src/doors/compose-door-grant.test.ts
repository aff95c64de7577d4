import { describe, expect, it } from 'vitest';
import { instantFromMs } from '../model/instant';
import type { Permission } from '../model/permission';
import { createPermission } from '../testing/conformance/create-permission';
import { composeDoorGrant } from './compose-door-grant';
import { createDoorCards, spellDoorCard } from './door-card';

const NOW = '2026-11-23T06:00:00.000Z';
const at = (time: string, date = '2026-11-23'): string => `${date}T${time}.000Z`;
const rules = { providerId: 'doors', places: new Set(['north']), cards: createDoorCards(spellDoorCard) };
const booked = (bookingId: string, startsAt: string, endsAt: string, more: Partial<Permission> = {}): Permission => ({
  ...createPermission({
    bookingId,
    subject: '04A1',
    place: 'north',
    window: { startsAt, endsAt },
    providerId: 'doors',
  }),
  ...more,
});
const compose = (permissions: readonly Permission[], now = NOW, held?: object) =>
  composeDoorGrant(permissions, { now, ...(held === undefined ? {} : { held: { ...held } }) }, rules);
const windowsOf = ({ state }: ReturnType<typeof compose>): unknown => state?.['windows'];

describe('what a door holds of a card', () => {
  it('is the buffered windows of all bookings, joined where they touch', () => {
    const { state, covered, lapsesAt, sweepAt, nextAt } = compose([
      booked('c', at('12:00:00'), at('13:00:00')),
      booked('a', at('08:00:00'), at('09:00:00'), {
        bufferedWindow: { startsAt: at('07:50:00'), endsAt: at('09:10:00') },
        adjustments: ['buffered'],
      }),
      booked('b', at('09:10:00'), at('10:00:00')),
    ]);
    expect(state).toEqual({
      place: 'north',
      card: '04A1',
      windows: [
        { startsAt: at('07:50:00'), endsAt: at('10:00:00') },
        { startsAt: at('12:00:00'), endsAt: at('13:00:00') },
      ],
    });
    expect(covered[1]?.windows).toEqual([
      { startsAt: at('07:50:00'), endsAt: at('09:10:00'), adjustments: ['buffered'] },
    ]);
    expect([lapsesAt, sweepAt, nextAt]).toEqual([at('13:00:00'), at('13:00:00'), at('09:10:00')]);
  });

  it('is kept as it is while it opens the same from now on, and written anew when it does not', () => {
    const all = [booked('a', at('08:00:00'), at('09:00:00')), booked('b', at('12:00:00'), at('13:00:00'))];
    const held = compose(all).state;
    expect(compose(all, at('10:00:00'), held).state).toEqual(held);
    expect(windowsOf(compose(all, at('10:00:00')))).toEqual([{ startsAt: at('12:00:00'), endsAt: at('13:00:00') }]);
    const longer = [all[0], booked('b', at('12:00:00'), at('13:30:00'))].flatMap((item) => item ?? []);
    expect(windowsOf(compose(longer, at('10:00:00'), held))).toEqual([
      { startsAt: at('12:00:00'), endsAt: at('13:30:00') },
    ]);
    expect(windowsOf(compose(all, at('10:00:00'), { ...held, place: 'south' }))).toHaveLength(1);
  });

  it('is at most 1 000 windows; the others are handed over when the first have ended', () => {
    const startMs = Date.parse(at('08:00:00'));
    const many = Array.from({ length: 1_002 }, (_, index) =>
      booked(`b${index}`, instantFromMs(startMs + index * 120_000), instantFromMs(startMs + index * 120_000 + 60_000)),
    );
    const { waiting } = compose(many);
    expect(windowsOf(compose(many))).toHaveLength(1_000);
    expect(waiting).toEqual([
      { permissionKey: many[1_000]?.key, reason: 'grant_occupied', expectedAt: at('08:01:00') },
      { permissionKey: many[1_001]?.key, reason: 'grant_occupied', expectedAt: at('08:03:00') },
    ]);
    expect(compose(many, at('08:01:00')).waiting).toHaveLength(1);
  });

  it('begins 366 days ahead', () => {
    const far = booked('a', at('08:00:00', '2028-01-01'), at('09:00:00', '2028-01-01'));
    const { state, waiting, nextAt } = compose([far]);
    const expectedAt = at('08:00:00', '2026-12-31');
    expect([state, waiting, nextAt]).toEqual([
      undefined,
      [{ permissionKey: far.key, reason: 'beyond_horizon', expectedAt }],
      expectedAt,
    ]);
    expect(compose([far], expectedAt).covered).toHaveLength(1);
  });
});

describe('what a door never holds', () => {
  it.each<[what: string, more: Partial<Permission>, message: RegExp]>([
    ['a PIN', { credential: 'pin' }, /a pin cannot be made/],
    ['a door that is not in the list', { place: 'attic' }, /this door is not in the list/],
    ['an empty card', { subject: ' - ' }, /the card of a holder is empty/],
    ['a card that is too long', { subject: '4711'.repeat(17) }, /the card of a holder is empty, too long/],
  ])('is %s, and the error names no card', (_what, more, message) => {
    const permission = booked('a', at('08:00:00'), at('09:00:00'), more);
    const { state, rejected, nextAt } = compose([permission]);
    expect([state, nextAt, rejected[0]?.permissionKey]).toEqual([undefined, at('09:00:00'), permission.key]);
    expect(rejected[0]?.error.message).toMatch(message);
    expect(rejected[0]?.error.message).not.toContain('4711');
    expect(compose([permission], at('09:00:00')).rejected).toEqual([]);
  });
});

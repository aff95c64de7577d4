import { MappingError, type Permission, UnsupportedCapabilityError } from '@acx/core/provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeIpassan, type IpassanComposeRules } from './ipassan-compose';

const rules: IpassanComposeRules = { providerId: 'house', slotMinutes: 15, slotAlignment: 'outward', horizonDays: 30 };
const now = '2026-07-01T00:00:00.000Z';
const on = (time: string): string => `2026-07-01T${time}:00.000Z`;
const windowOf = (text: string) => {
  const [startsAt = '', endsAt = ''] = text.split('-').map(on);
  return { startsAt, endsAt };
};

function permissionOf(booked: string, buffered = booked, more: Partial<Permission> = {}): Permission {
  return {
    key: 'house/b1/k1',
    bookingId: 'b1',
    providerId: 'house',
    place: 'gym',
    placeSettings: { timeZone: 'Europe/London' },
    subject: 'ada',
    credential: 'linked',
    window: windowOf(booked),
    bufferedWindow: windowOf(buffered),
    adjustments: booked === buffered ? [] : ['buffered'],
    ...more,
  };
}

const compose = (permission: Permission, more: Partial<IpassanComposeRules> = {}, at = now) =>
  composeIpassan([permission], { now: at }, { ...rules, ...more });

describe('the window that opens', () => {
  it.each([
    ['is the booked one on slots', '10:00-11:00', '10:00-11:00', '10:00-11:00', []],
    ['takes buffers that lie on slots', '10:00-11:00', '09:45-11:15', '09:45-11:15', ['buffered']],
    [
      'shrinks buffers to the slots in them',
      '10:05-10:55',
      '09:55-11:05',
      '10:00-11:00',
      ['buffered', 'shrunk_to_slot'],
    ],
    [
      'gives up a buffer shorter than a slot',
      '10:00-11:00',
      '09:50-11:10',
      '10:00-11:00',
      ['buffered', 'shrunk_to_slot'],
    ],
    ['takes the most of a long buffer', '10:05-11:00', '09:20-11:00', '09:30-11:00', ['buffered', 'shrunk_to_slot']],
    ['opens the slots around times between slots', '10:05-10:50', '10:05-10:50', '10:00-11:00', ['rounded_to_slot']],
    [
      'rounds where no slot is in the buffer',
      '10:10-11:00',
      '10:05-11:00',
      '10:00-11:00',
      ['buffered', 'rounded_to_slot'],
    ],
    [
      'treats each end for itself',
      '10:10-10:55',
      '10:05-11:10',
      '10:00-11:00',
      ['buffered', 'rounded_to_slot', 'shrunk_to_slot'],
    ],
  ])('%s', (_what, booked, buffered, opens, adjustments) => {
    const composition = compose(permissionOf(booked, buffered));
    const window = windowOf(opens);
    expect(composition).toEqual({
      state: { asset: 'gym', person: 'ada', ...window },
      lapsesAt: window.endsAt,
      covered: [{ permissionKey: 'house/b1/k1', windows: [{ ...window, adjustments }] }],
      waiting: [],
      rejected: [],
      nextAt: window.endsAt,
    });
  });

  it('goes by the slots of the place before those of the provider', () => {
    const permission = permissionOf('10:05-10:50', undefined, {
      placeSettings: { timeZone: 'Europe/London', slotMinutes: 60 },
    });
    expect(compose(permission).state).toMatchObject(windowOf('10:00-11:00'));
  });

  it('counts slots by the clock of the place', () => {
    const permission = permissionOf('10:15-11:15', undefined, {
      placeSettings: { timeZone: 'Asia/Kathmandu', slotMinutes: 60 },
    });
    expect(compose(permission).state).toMatchObject(windowOf('10:15-11:15'));
  });

  it('loses its buffers when it would be longer than allowed', () => {
    const composition = compose(permissionOf('10:00-11:00', '09:45-11:15'), { maximumMinutes: 60 });
    expect(composition.covered[0]?.windows).toEqual([
      { ...windowOf('10:00-11:00'), adjustments: ['buffered', 'shrunk_to_slot'] },
    ]);
  });

  it('is refused when even the booked part is longer than allowed', () => {
    const composition = compose(permissionOf('10:00-11:15'), { maximumMinutes: 60 });
    expect(composition.state).toBeUndefined();
    expect(composition.rejected[0]?.error).toMatchObject({ problem: 'not_representable', bookingId: 'b1' });
    expect(composition.rejected[0]?.error.message).toContain('longer than the 60 minutes');
  });

  it('is refused between slots when the installation wants it so, telling the slot length', () => {
    const composition = compose(permissionOf('10:05-10:50'), { slotAlignment: 'reject' });
    expect(composition.rejected[0]?.error).toBeInstanceOf(MappingError);
    expect(composition.rejected[0]?.error.message).toContain('15-minute slots');
    expect(composition.nextAt).toBe(on('10:50'));
    expect(compose(permissionOf('10:05-10:55', '09:55-11:05'), { slotAlignment: 'reject' }).rejected).toEqual([]);
  });

  it('opens all that is booked, on slots, and beyond the buffers only what it says it rounded', () => {
    const minutes = fc.record({
      start: fc.integer({ min: 0, max: 3000 }),
      length: fc.integer({ min: 1, max: 600 }),
      early: fc.integer({ min: 0, max: 90 }),
      late: fc.integer({ min: 0, max: 90 }),
      slotMinutes: fc.constantFrom(5, 10, 15, 30, 60),
      timeZone: fc.constantFrom('Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'),
      day: fc.constantFrom('2026-07-01', '2026-03-28', '2026-10-24', '2026-10-03', '2026-04-04', '2026-03-07'),
    });
    fc.assert(
      fc.property(minutes, ({ start, length, early, late, slotMinutes, timeZone, day }) => {
        const at = (minute: number): string => new Date(Date.parse(day) + minute * 60_000).toISOString();
        const permission = permissionOf('00:00-00:00', undefined, {
          window: { startsAt: at(start), endsAt: at(start + length) },
          bufferedWindow: { startsAt: at(start - early), endsAt: at(start + length + late) },
          placeSettings: { timeZone, slotMinutes },
        });
        const opened = compose(permission, {}, at(-1440)).covered[0]?.windows[0];
        if (opened === undefined) throw new Error('nothing opens');
        const { window, bufferedWindow } = permission;
        expect(opened.startsAt <= window.startsAt && window.endsAt <= opened.endsAt).toBe(true);
        const isWider = opened.startsAt < bufferedWindow.startsAt || bufferedWindow.endsAt < opened.endsAt;
        expect(opened.adjustments.includes('rounded_to_slot')).toBe(isWider);
      }),
      { numRuns: 500, verbose: true },
    );
  });
});

describe('composing over time', () => {
  const permission = permissionOf('10:00-11:00', '09:45-11:15');

  it('waits until the start comes within the horizon, then holds it until it ends by itself', () => {
    const earlier = '2026-05-01T00:00:00.000Z';
    const writtenFrom = '2026-06-01T09:45:00.000Z';
    const waiting = compose(permission, {}, earlier);
    expect(waiting.state).toBeUndefined();
    expect(waiting.waiting).toEqual([
      { permissionKey: permission.key, reason: 'beyond_horizon', expectedAt: writtenFrom },
    ]);
    expect(waiting.nextAt).toBe(writtenFrom);
    expect(compose(permission, {}, writtenFrom).state).toBeDefined();
    expect(compose(permission, {}, on('11:14')).state).toBeDefined();
    expect(compose(permission, {}, on('11:15'))).toEqual({ covered: [], waiting: [], rejected: [] });
  });

  it('keeps a rounded record to its end, so that it needs no call to be taken away', () => {
    const rounded = permissionOf('10:00-10:50');
    expect(compose(rounded, {}, on('10:55')).state).toMatchObject({ endsAt: on('11:00') });
    expect(compose(rounded, {}, on('11:00')).state).toBeUndefined();
  });

  it('writes nothing for a shrunk window that is over though its buffer is not', () => {
    expect(compose(permissionOf('10:00-11:00', '10:00-11:10'), {}, on('11:05')).state).toBeUndefined();
  });

  it('gives the same answer at any time before nextAt', () => {
    const instants = fc.integer({ min: Date.parse('2026-05-20'), max: Date.parse('2026-07-02') });
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 1, noNaN: true }), (fromMs, part) => {
        const first = compose(permission, {}, new Date(fromMs).toISOString());
        const untilMs = Date.parse(first.nextAt ?? '2027-01-01');
        const later = new Date(Math.floor(fromMs + (untilMs - 1 - fromMs) * part)).toISOString();
        expect(compose(permission, {}, later)).toEqual(first);
      }),
      { verbose: true },
    );
  });

  it('refuses credentials other than what the person carries, and forgets them when they are over', () => {
    const pin = permissionOf('10:00-11:00', undefined, { credential: 'pin' });
    expect(compose(pin).rejected[0]?.error).toBeInstanceOf(UnsupportedCapabilityError);
    expect(compose(pin).nextAt).toBe(on('11:00'));
    expect(compose(pin, {}, on('11:00'))).toEqual({ covered: [], waiting: [], rejected: [] });
  });

  it('holds nothing without a permission, and one record for the same permission twice', () => {
    expect(composeIpassan([], { now }, rules)).toEqual({ covered: [], waiting: [], rejected: [] });
    expect(composeIpassan([permission, permission], { now }, rules).covered).toHaveLength(1);
  });
});

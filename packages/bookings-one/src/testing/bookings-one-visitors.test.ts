import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import type { BookingsOneSwitchOptions } from './bookings-one-switches';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

describe('visitors of the Bookings ONE simulator', () => {
  const setUp = (switches?: BookingsOneSwitchOptions, now = '2026-11-21T09:30:00Z') => {
    const clock = createFixedClock(now);
    const simulator = createBookingsOneSimulator({ clock, switches, timeZone: 'Europe/Paris' });
    const { registrationCode: code } = simulator.addVisitor({
      name: 'Vera Vale',
      email: 'vera@guest.example',
      startsAt: '2026-11-21T09:00:00Z',
      endsAt: '2026-11-21T12:00:00Z',
    });
    const caller = createBookingsOneTestCaller(simulator);
    const ask = (registrationCode: unknown, type: unknown = 'arrival') =>
      caller.post('/API/external/receptionist/v1/visitor', { registrationCode, type });
    const statusAt = async (type: 'arrival' | 'departure'): Promise<unknown> =>
      (await ask(code, type)).text.match(/"visitingStatus":"(\w+)"/)?.[1];
    return { clock, simulator, code, ask, statusAt };
  };

  it('are told with status, window and user information', async () => {
    const { code, ask } = setUp();
    expect((await ask(code)).json).toEqual({
      registrationCode: code,
      user: { name: 'Vera Vale', email: 'vera@guest.example' },
      visitingStatus: 'expected',
      blacklisted: false,
      startTime: '2026-11-21T10:00:00+01:00',
      endTime: '2026-11-21T13:00:00+01:00',
    });
  });

  it('have different codes, the same for the same seed', () => {
    const codesOf = (seed: number) => {
      const simulator = createBookingsOneSimulator({ seed });
      const window = { startsAt: '2026-11-21T09:00:00Z', endsAt: '2026-11-21T10:00:00Z' };
      return [0, 1].map(() => simulator.addVisitor({ name: 'Vera', ...window }).registrationCode);
    };
    expect(new Set([...codesOf(1), ...codesOf(2)]).size).toBe(4);
    expect(codesOf(1)).toEqual(codesOf(1));
  });

  it('stay as they are when they are only looked up', async () => {
    const { simulator, code, statusAt } = setUp({ visitorLookup: 'reads' });
    expect([await statusAt('arrival'), await statusAt('departure')]).toEqual(['expected', 'expected']);
    simulator.checkVisitorIn(code);
    expect([await statusAt('arrival'), await statusAt('departure')]).toEqual(['checked_in', 'checked_in']);
    simulator.checkVisitorOut(code);
    expect([await statusAt('arrival'), await statusAt('departure')]).toEqual(['checked_out', 'checked_out']);
  });

  it('are checked in and out by the question when switched so, once', async () => {
    const { statusAt } = setUp({ visitorLookup: 'changes' });
    expect([
      await statusAt('departure'),
      await statusAt('arrival'),
      await statusAt('arrival'),
      await statusAt('departure'),
      await statusAt('arrival'),
    ]).toEqual(['expected', 'checked_in', 'checked_in', 'checked_out', 'checked_out']);
  });

  it('are not checked in by the question before their time, after it, or while blacklisted', async () => {
    const early = setUp({ visitorLookup: 'changes' }, '2026-11-21T08:59:59Z');
    expect(await early.statusAt('arrival')).toBe('expected');
    const late = setUp({ visitorLookup: 'changes' }, '2026-11-21T12:00:00Z');
    expect(await late.statusAt('arrival')).toBe('expired');
    const listed = setUp({ visitorLookup: 'changes' });
    listed.simulator.blacklist(listed.code);
    expect((await listed.ask(listed.code)).json).toMatchObject({ visitingStatus: 'expected', blacklisted: true });
    listed.simulator.blacklist(listed.code, false);
    expect((await listed.ask(listed.code)).json).toMatchObject({ visitingStatus: 'checked_in', blacklisted: false });
  });

  it('expire when nobody came, and stay checked in when somebody did', async () => {
    const { clock, simulator, code, statusAt } = setUp();
    const other = setUp();
    other.simulator.checkVisitorIn(other.code);
    await clock.advanceTo('2026-11-21T12:00:00Z');
    await other.clock.advanceTo('2026-11-21T12:00:00Z');
    expect([await statusAt('arrival'), simulator.visitor(code)?.status]).toEqual(['expired', 'expired']);
    expect(await other.statusAt('arrival')).toBe('checked_in');
  });

  it('expire when they are still in at the end, where switched so, and can be checked out all the same', async () => {
    const { clock, simulator, code, statusAt } = setUp({ insideAfterEnd: 'expired' });
    simulator.checkVisitorIn(code);
    expect(await statusAt('departure')).toBe('checked_in');
    await clock.advanceTo('2026-11-21T12:00:00Z');
    expect([await statusAt('departure'), simulator.visitor(code)?.status]).toEqual(['expired', 'expired']);
    expect(simulator.checkVisitorOut(code).status).toBe('checked_out');
    expect(await statusAt('departure')).toBe('checked_out');
  });

  it.each([
    ['local' as const, 'as-bookings' as const, '2026-11-21T10:00:00'],
    ['local' as const, 'offset' as const, '2026-11-21T10:00:00+01:00'],
    ['offset' as const, 'absent' as const, undefined],
  ])('have their window written with times %s and visitorTimes %s', async (times, visitorTimes, startTime) => {
    const { code, ask } = setUp({ times, visitorTimes });
    expect((await ask(code)).text.match(/"startTime":"([^"]+)"/)?.[1]).toBe(startTime);
  });

  it('that nobody knows are not found, or have a word for it', async () => {
    const { simulator, code, ask } = setUp();
    expect((await ask('V0000000')).status).toBe(404);
    expect((await ask(code.toLowerCase())).status).toBe(404);
    simulator.switches.unknownVisitor = 'word';
    expect(await ask('V0000000')).toMatchObject({
      status: 200,
      json: { registrationCode: 'V0000000', visitingStatus: 'unknown' },
    });
  });

  it.each([
    [undefined, 'arrival'],
    ['', 'arrival'],
    [12, 'arrival'],
    ['V0000000', 'Arrival'],
    ['V0000000', null],
  ])('are not looked up by %s at %s', async (registrationCode, type) => {
    expect((await setUp().ask(registrationCode, type)).status).toBe(400);
  });

  it('pass the reception in order only', () => {
    const { simulator, code } = setUp();
    expect(() => simulator.checkVisitorOut(code)).toThrow(`The visitor ${code} is expected`);
    simulator.checkVisitorIn(code);
    expect(() => simulator.checkVisitorIn(code)).toThrow(RangeError);
    simulator.checkVisitorOut(code);
    expect(() => simulator.checkVisitorIn(code)).toThrow(RangeError);
    expect(() => simulator.blacklist('V0000000')).toThrow('There is no visitor V0000000.');
  });
});

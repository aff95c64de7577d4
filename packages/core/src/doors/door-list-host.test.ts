import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../engine/create-access-control';
import { createMemoryLedger } from '../ledger/memory-ledger';
import { createInMemoryDirectory } from '../mapping/in-memory-directory';
import type { CheckIn } from '../model/check-in';
import { fingerprint } from '../model/fingerprint';
import type { LogFields } from '../ports/logger';
import { noTelemetry } from '../ports/telemetry';
import { createFixedClock } from '../testing/clock/fixed-clock';
import { atMinute, DOOR_TEST_START } from './__fixtures__/door-test-list';
import { createDoorList } from './door-list';

const CARD = 'CANARY4711';
const directory = createInMemoryDirectory({
  timeZone: 'Europe/Dublin',
  holderIds: 'email',
  resources: [
    { id: 'room', checkIn: 'access_control', places: [{ provider: 'doors', place: 'north', earlyMinutes: 10 }] },
    { id: 'attic', places: [{ provider: 'doors', place: 'attic' }] },
  ],
  holders: [
    { id: 'Canary@Example.org', subjects: [{ provider: 'doors', subject: ' canary-4711 ' }] },
    { id: 'wrong@example.org', subjects: [{ provider: 'doors', subject: `${CARD}${'x'.repeat(64)}` }] },
  ],
});
const holders = [{ holderId: 'canary@example.org' }];
const booking = { id: 'b1', resourceId: 'room', startsAt: atMinute(30), endsAt: atMinute(90), holders };
const door = { providerId: 'doors', place: 'north', credential: { kind: 'card', value: CARD } } as const;

/** Where the engine keeps the rows of the north door. */
const doorKey = `provider/door/${fingerprint('north')}`;

function createHost() {
  const clock = createFixedClock(DOOR_TEST_START);
  const ledger = createMemoryLedger();
  const seen: string[] = [];
  const say = (...things: unknown[]): void => {
    for (const thing of things) seen.push(inspect(thing, { depth: 12, showHidden: true }));
  };
  const log = (message: string, fields?: LogFields): void => say(message, fields);
  const logger = { debug: log, info: log, warn: log, error: log };
  const checkIns: CheckIn[] = [];
  const told: (string | undefined)[] = [];
  const start = () => {
    const list = createDoorList({ id: 'doors', doors: [{ place: 'north' }], clock, logger });
    const access = createAccessControl({
      providers: [list],
      ...{ directory, ledger, clock, logger, telemetry: noTelemetry },
      random: () => 0.5,
      onNotice: (notice) => say(notice),
      onCheckIn: (checkIn) => void checkIns.push(checkIn),
      onAccessEvent: ({ subject }) => void told.push(subject),
    });
    return { list, access };
  };
  return { clock, ledger, start, seen, say, checkIns, told };
}

describe('a host with a door list', () => {
  it('lets in who has booked, after a restart too, and checks the booking in', async () => {
    const { start, clock, checkIns } = createHost();
    const { access } = start();
    await access.putBooking(booking);
    await access.runDue();
    expect((await access.settled('b1')).permissions[0]?.status.state).toBe('scheduled');
    expect((await access.plan({ ...booking, endsAt: atMinute(120) })).vendorCalls).toBe(2);

    const restarted = start();
    expect(await restarted.access.decide(door)).toEqual({ verdict: 'deny', reason: 'outside_window' });
    await clock.advanceTo(atMinute(20));
    expect(await restarted.access.decide(door)).toEqual({ verdict: 'allow', reason: 'booked' });
    expect(restarted.list.decideNow({ ...door, at: atMinute(90) }).verdict).toBe('deny');
    await restarted.access.runDue();
    expect(checkIns.map(({ bookingId, at }) => [bookingId, at])).toEqual([['b1', atMinute(20)]]);
  });

  it('has its doors loaded once it runs, and a booking that is taken back opens nothing', async () => {
    const { start } = createHost();
    const first = start();
    await first.access.putBooking(booking);
    await first.access.runDue();
    const { list, access } = start();
    const asked = { ...door, at: atMinute(40) };
    expect(list.decideNow(asked).reason).toBe('not_loaded');
    await access.runDue();
    expect(list.decideNow(asked).reason).toBe('booked');
    await access.cancelBooking('b1');
    await access.runDue();
    expect(list.decideNow(asked).reason).toBe('unknown_credential');
    expect(await access.check({ providerId: 'doors' })).toMatchObject({ drift: [] });
  });

  it('keeps no card of what is over', async () => {
    const { start, clock, ledger } = createHost();
    const { access } = start();
    await access.putBooking(booking);
    await access.runDue();
    const stored = async () =>
      JSON.stringify(await ledger.transaction(({ storage }) => storage.read('doors', doorKey))) ?? 'nothing';
    expect(await stored()).toContain(CARD);
    await clock.advanceTo(atMinute(90));
    await access.runDue();
    expect(await stored()).not.toContain(CARD);
  });

  it('keeps and tells no card of a person who was erased', async () => {
    const { start, ledger, clock, told } = createHost();
    const { access, list } = start();
    await access.putBooking(booking);
    await access.runDue();
    await clock.advanceTo(atMinute(40));
    expect((await access.decide(door)).verdict).toBe('allow');
    await access.erasePerson({ holderId: 'canary@example.org' });
    await access.runDue();
    expect(told).toEqual([]);
    expect(list.decideNow({ ...door, at: atMinute(41) }).reason).toBe('unknown_credential');
    const stored = await ledger.transaction(({ storage }) => storage.read('doors', doorKey));
    expect(stored?.value).toEqual({ rows: [] });
    await access.decide({ ...door, credential: { kind: 'card', value: 'OTHER1' } });
    await access.runDue();
    expect(told).toEqual(['OTHER1']);
  });

  it('never sees a card or an address in logs, notices and errors, whatever goes wrong', async () => {
    const { start, seen, say, clock } = createHost();
    const { access, list } = start();
    await access.putBooking(booking);
    await access.putBooking({ ...booking, id: 'b2', holders: [{ holderId: 'wrong@example.org' }] });
    await access.putBooking({ ...booking, id: 'b3', resourceId: 'attic' });
    say(await access.plan({ ...booking, id: 'b4' }));
    await access.runDue();
    for (const id of ['b1', 'b2', 'b3']) say((await access.settled(id, { timeoutMs: 0 })).permissions);
    say(await access.health({ providerId: 'doors' }), list.decideNow({ ...door, at: atMinute(40) }));
    say(await access.decide(door), await access.decide({ ...door, place: 'attic' }));
    await clock.advanceTo(atMinute(40));
    say(await access.decide(door), await access.check({ providerId: 'doors' }));
    await access.runDue();
    const everything = seen.join('\n');
    expect(everything).toContain('is not in the list');
    expect(everything).toContain('empty, too long');
    expect(everything).toContain('1 cards of holders');
    for (const canary of ['4711', 'canary@', 'Canary@', 'wrong@']) expect(everything).not.toContain(canary);
  });
});

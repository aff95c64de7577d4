import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { AcxError } from '../../errors/acx-error';
import type { LogFields } from '../../ports/logger';
import type { Telemetry } from '../../ports/telemetry';
import { atMinute, createLawWorld } from './law-world';

/** Everything that must never be seen: a card number, a name, an e-mail address, a PIN. */
const canaries = ['CARD-4711-0815', 'Greta Garbo', 'greta@example.org', '902175'] as const;
const [card, name, mail, pin] = canaries;

const seen: string[] = [];
const say = (...things: unknown[]): void => {
  for (const thing of things)
    seen.push(typeof thing === 'string' ? thing : inspect(thing, { depth: 10, showHidden: true }));
};
const log = (message: string, fields?: LogFields): void => say(message, fields);
const telemetry: Telemetry = {
  span(spanName, attributes, work) {
    say(spanName, attributes);
    return work();
  },
  count: (...measurement) => say(measurement),
  duration: (...measurement) => say(measurement),
};

/** The holder's id is an e-mail address, its subjects a card number and a name: as badly as a host may choose them. */
const directory = {
  timeZone: 'UTC',
  resources: [{ id: 'gym', places: [{ provider: 'fake', place: 'gym-door' }] }],
  holders: [
    {
      id: mail,
      subjects: [
        { provider: 'fake', subject: card },
        { provider: 'fake', subject: `${name} ${pin}` },
      ],
    },
  ],
};
const booking = {
  id: 'b1',
  resourceId: 'gym',
  startsAt: atMinute(10),
  endsAt: atMinute(60),
  holders: [{ holderId: mail }],
};

const createWatchedWorld = () => {
  const world = createLawWorld({
    directory,
    access: { logger: { debug: log, info: log, warn: log, error: log }, telemetry, onNotice: say },
  });
  const events = [
    'permission.scheduled',
    'permission.live',
    'permission.retrying',
    'permission.failed',
    'permission.ended',
    'notice',
    'engine.failed',
  ] as const;
  for (const event of events) world.access.on(event, say);
  return world;
};

const expectNothingLeaked = (): void => {
  const everything = seen.join('\n');
  expect(seen.length).toBeGreaterThan(0);
  for (const canary of canaries) expect(everything).not.toContain(canary);
};

afterEach(() => {
  seen.length = 0;
});

describe('law 10: no personal data and no secret in logs, events, notices, traces, journals, plans and errors', () => {
  it('on a good day', async () => {
    const { access } = createWatchedWorld();
    say(await access.plan(booking), await access.putBooking(booking));
    await access.runDue();
    say(await access.settled('b1'), await access.check({ providerId: 'fake' }));
    say(await access.explain({ providerId: 'fake', subject: card, place: 'gym-door', at: atMinute(20) }));
    await access.cancelBooking('b1');
    await access.runDue();
    say(await access.explain({ providerId: 'fake', subject: card, place: 'gym-door', at: atMinute(20) }));
    expectNothingLeaked();
  });

  it.each(['refused', 'unavailable', 'rate_limited'] as const)('when the vendor answers %s', async (kind) => {
    const { access, vendor } = createWatchedWorld();
    vendor.failNext({ kind, times: 5 });
    await access.putBooking(booking);
    await access.runDue();
    say(await access.settled('b1', { timeoutMs: 0 }));
    say(await access.explain({ providerId: 'fake', subject: card, place: 'gym-door', at: atMinute(20) }));
    expectNothingLeaked();
  });

  it('when the booking itself is wrong', async () => {
    const { access } = createWatchedWorld();
    // What callers in plain JavaScript can do.
    const wrong = JSON.parse(
      JSON.stringify({ ...booking, startsAt: name, holders: [{ holderId: mail }, { holderId: mail, role: card }] }),
    );
    await access
      .putBooking(wrong)
      .catch((failure: unknown) => say(failure, AcxError.isInstance(failure) && failure.toJSON()));
    expectNothingLeaked();
  });

  it('when nobody knows the holder, and when the directory or the provider breaks with a telling error', async () => {
    const { access } = createWatchedWorld();
    say(await access.putBooking({ ...booking, holders: [{ holderId: `nobody-${mail}` }] }));
    const broken = createLawWorld({
      directory,
      wrap: ({ ledger, provider }) => ({
        ledger,
        provider: { ...provider, applyChanges: () => Promise.reject(new Error(`${card} of ${name}`)) },
      }),
      access: { logger: { debug: log, info: log, warn: log, error: log }, telemetry, onNotice: say },
    });
    await broken.access.putBooking(booking);
    await broken.access.runDue();
    say(await broken.access.settled('b1', { timeoutMs: 0 }), broken.notices);
    expectNothingLeaked();
  });
});

describe('law 10: erasing a person', () => {
  /** Everything the ledger can say about the booking and its person. */
  const readAll = ({ ledger }: ReturnType<typeof createLawWorld>) =>
    ledger.transaction(async ({ bookings, permissions, grants, journal }) => [
      await bookings.find('b1'),
      await bookings.listOfHolder(mail),
      await permissions.listOfBooking('b1'),
      await permissions.listOfSubject({ providerId: 'fake', place: 'gym-door', subject: card }),
      await grants.listOfProvider('fake'),
      await journal.listOfBooking('b1', 100),
    ]);

  it('takes the rights away at the vendor and leaves no trace in the ledger', async () => {
    const world = createLawWorld({ directory });
    await world.access.putBooking(booking);
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(2);
    expect(await world.access.erasePerson({ holderId: mail })).toEqual({ erasedBookings: 1, keptBookings: 0 });
    await world.access.runDue();
    expect(world.vendor.held()).toEqual([]);
    const left = inspect(await readAll(world), { depth: 10 });
    for (const canary of canaries) expect(left).not.toContain(canary);
  });

  it('keeps the booking of those who shared it', async () => {
    const shared = {
      ...directory,
      holders: [...directory.holders, { id: 'ben', subjects: [{ provider: 'fake', subject: 'subject-ben' }] }],
    };
    const world = createLawWorld({ directory: shared });
    await world.access.putBooking({ ...booking, holders: [{ holderId: mail }, { holderId: 'ben' }] });
    await world.access.runDue();
    expect(await world.access.erasePerson({ holderId: mail })).toEqual({ erasedBookings: 0, keptBookings: 1 });
    await world.access.runDue();
    expect(world.vendor.held().map(({ subject }) => subject)).toEqual(['subject-ben']);
    const left = inspect(await readAll(world), { depth: 10 });
    for (const canary of canaries) expect(left).not.toContain(canary);
  });

  it('remembers a right that the vendor cannot be told about yet, until it is gone', async () => {
    const world = createLawWorld({ directory });
    await world.access.putBooking(booking);
    await world.access.runDue();
    world.vendor.setOutage(true);
    await world.access.erasePerson({ holderId: mail });
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(2);
    world.vendor.setOutage(false);
    await world.clock.advanceBy(10 * 60_000);
    await world.access.runDue();
    expect(world.vendor.held()).toEqual([]);
    expect(inspect(await readAll(world), { depth: 10 })).not.toContain(card);
  });

  it('does not come back with a late update of an older revision', async () => {
    const world = createLawWorld({ directory });
    await world.access.putBooking({ ...booking, revision: 5 });
    await world.access.erasePerson({ holderId: mail });
    expect(await world.access.putBooking({ ...booking, revision: 4 })).toMatchObject({ result: 'outdated' });
    await world.access.runDue();
    expect(world.vendor.held()).toEqual([]);
  });
});

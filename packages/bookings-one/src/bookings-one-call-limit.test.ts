import {
  type CallLimit,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  followBookings,
} from '@acx/core';
import { type AccessProvider, ConnectionError, type TakeTurn } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBookingsOneSource } from './source/bookings-one-source';
import { createBookingsOneSimulator } from './testing';
import { createBookingsOneVisitors } from './visitors/bookings-one-visitors';

const ZONE = 'Europe/Dublin';
const noTurn: TakeTurn = ({ operation }) =>
  Promise.reject(new ConnectionError({ providerId: 'hq', operation, reason: 'no_turn', effect: 'none' }));

/** A server with four rooms and a visitor who has checked in, its source and its doors. */
function createServer(callLimit?: CallLimit) {
  const clock = createFixedClock('2026-11-21T09:00:00Z');
  const simulator = createBookingsOneSimulator({ clock });
  const { registrationCode } = simulator.addVisitor({
    ...{ name: 'Vera Vale', startsAt: '2026-11-21T09:00:00Z', endsAt: '2026-11-21T10:00:00Z' },
  });
  simulator.checkVisitorIn(registrationCode);
  const rooms = Array.from({ length: 4 }, () => simulator.addResource({ name: 'Room', timeZone: ZONE }));
  const options = {
    ...{ id: 'hq', baseUrl: 'https://bookings.example', token: simulator.token, clock, callLimit },
    fetch: (input: string | URL | Request, init?: RequestInit) => simulator.handler(new Request(input, init)),
  };
  const secret = 'secret-of-the-callback-0123456789abcdef';
  const source = createBookingsOneSource({
    ...options,
    resources: rooms.map(({ id }) => ({ resource: id, timeZone: ZONE })),
    callback: { url: 'https://host.example/hooks', secret },
  });
  const doors = [{ place: 'in', direction: 'arrival' }] as const;
  const visitors = createBookingsOneVisitors({ ...options, id: 'desk', doors });
  const question = { credential: { kind: 'qr', value: registrationCode }, place: 'in' } as const;
  const start = (provider: AccessProvider) => {
    const directory = createInMemoryDirectory({ timeZone: ZONE, resources: [], holders: [] });
    const ledger = createMemoryLedger();
    const access = createAccessControl({ ...{ directory, ledger, clock }, providers: [provider], onNotice: () => {} });
    return { access, ledger };
  };
  return { clock, simulator, source, visitors, question, rooms, start, requests: () => simulator.levers.requestCount };
}

/** Requests are made in several turns of the event loop. */
async function everythingAtHand(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

/** What is loaded with the first request of a process is there. */
async function warmUp(): Promise<void> {
  await createServer().source.checkHealth({});
}

describe('a server with a limit of calls', () => {
  beforeAll(warmUp);

  it('gets the requests of a source one after the other', async () => {
    const { clock, source, visitors, start, requests } = createServer({ perSecond: 1 });
    const { access, ledger } = start(visitors);
    const follower = followBookings({ source, access, ledger, clock, random: () => 0.5 });
    const sentMs: number[] = [];
    follower.start();
    for (let step = 0; step < 600; step += 1) {
      await everythingAtHand();
      await clock.advanceBy(25);
      while (sentMs.length < requests()) sentMs.push(clock.nowMs());
    }
    // Three days of each room, and the subscription.
    expect(sentMs).toHaveLength(4 * 3 + 1);
    const gapsMs = sentMs.slice(1).map((atMs, index) => atMs - (sentMs[index] ?? 0));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(1_000);
    await follower.stop();
    await access.stop();
  });

  it('is asked about visitors one after the other, and whoever waits too long stays outside', async () => {
    const { clock, visitors, question, start, requests } = createServer({ perSecond: 1 });
    const { access } = start(visitors);
    const verdicts: string[] = [];
    for (let ask = 0; ask < 4; ask += 1) {
      const credential = ask === 0 ? question.credential : { kind: 'qr' as const, value: `JUNK-${ask}` };
      void access
        .decide({ ...question, credential, providerId: 'desk' })
        .then(({ verdict, reason }) => void verdicts.push(`${verdict} ${reason}`));
    }
    for (let step = 0; step < 200; step += 1) {
      await everythingAtHand();
      await clock.advanceBy(25);
    }
    expect(verdicts).toEqual([...['allow checked_in', 'deny unknown_credential'], ...['deny late', 'deny late']]);
    expect(requests()).toBe(2);
    await access.stop();
  });

  it('has a turn for each request of each operation', async () => {
    const { source, visitors, question, rooms, requests } = createServer();
    let count = 0;
    const takeTurn: TakeTurn = async () => {
      count += 1;
    };
    const at = '2026-11-21T09:00:00.000Z';
    const [{ id: resourceId } = { id: '' }] = rooms;
    for (const work of [
      () => source.read({ resourceId, at }, { takeTurn }),
      () => source.hints?.subscribe({ takeTurn }),
      () => source.checkHealth({ takeTurn }),
      () => visitors.decide?.({ ...question, at }, { takeTurn }),
      () => visitors.checkHealth({ takeTurn }),
    ]) {
      const before = requests();
      await work();
      expect(requests()).toBeGreaterThan(before);
      expect(count).toBe(requests());
    }
  });

  it('is sent nothing without a turn', async () => {
    const { source, visitors, question, rooms, requests } = createServer();
    const at = '2026-11-21T09:00:00.000Z';
    const [{ id: resourceId } = { id: '' }] = rooms;
    const reading = source.read({ resourceId, at }, { takeTurn: noTurn });
    await expect(reading).rejects.toMatchObject({ code: 'connection', reason: 'no_turn', effect: 'none' });
    expect(await visitors.decide?.({ ...question, at }, { takeTurn: noTurn })).toMatchObject({ verdict: 'deny' });
    expect(requests()).toBe(0);
  });

  it('is told of, or every problem with it', () => {
    const callLimit = { perSecond: 2, burst: 3 };
    const { source, visitors } = createServer(callLimit);
    expect([source.callLimit, visitors.capabilities.callLimit]).toEqual([callLimit, callLimit]);
    const none = createServer();
    expect([none.source.callLimit, none.visitors.capabilities.callLimit]).toEqual([undefined, undefined]);
    expect(() => createServer({ perSecond: 0, burst: 0.5 })).toThrow(/callLimit\.perSecond.*callLimit\.burst/);
  });
});

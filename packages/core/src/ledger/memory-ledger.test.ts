import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger, LedgerTransaction } from '../ports/ledger';
import { bookingOf, entryOf, grantOf, minute, noticeOf, permissionOf } from './__fixtures__/ledger-rows';
import { createMemoryLedger } from './memory-ledger';

let ledger: Ledger;
beforeEach(() => {
  ledger = createMemoryLedger();
});
const run = <T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T> => ledger.transaction(work);
const idsOf = (records: readonly { booking: { id: string } }[]): string[] =>
  records.map(({ booking }) => booking.id).sort();

describe('bookings in the ledger', () => {
  beforeEach(() =>
    run(async ({ bookings }) => {
      await bookings.save(bookingOf('b1', { startsAt: minute(10), endsAt: minute(20) }));
      await bookings.save(
        bookingOf('b2', {
          startsAt: minute(20),
          endsAt: minute(30),
          holders: [{ holderId: 'ben', role: 'organizer' }],
        }),
      );
      await bookings.save(bookingOf('b3', { startsAt: minute(10), endsAt: minute(30), status: 'cancelled' }));
      await bookings.save(bookingOf('b4', { startsAt: minute(10), endsAt: minute(30), resourceId: 'pool' }));
    }),
  );

  it.each<[start: number, end: number, ids: string[]]>([
    [0, 10, []],
    [0, 11, ['b1']],
    [19, 21, ['b1', 'b2']],
    [20, 25, ['b2']],
    [30, 40, []],
    [15, 15, []],
  ])('are found by what they share with minutes %d to %d: %j', async (start, end, ids) => {
    const window = { startsAt: minute(start), endsAt: minute(end) };
    expect(idsOf(await run(({ bookings }) => bookings.listOverlapping('gym', window)))).toEqual(ids);
  });

  it('are found by who takes part, cancelled or not', async () => {
    expect(idsOf(await run(({ bookings }) => bookings.listOfHolder('ada')))).toEqual(['b1', 'b3', 'b4']);
  });

  it('are found under their new resource and holder once they have moved, and not under the old ones', async () => {
    const moved = bookingOf('b1', { resourceId: 'pool', holders: [{ holderId: 'ben', role: 'attendee' }] });
    await run(({ bookings }) => bookings.save(moved));
    const day = { startsAt: minute(0), endsAt: minute(1_000) };
    expect(idsOf(await run(({ bookings }) => bookings.listOverlapping('gym', day)))).toEqual(['b2']);
    expect(idsOf(await run(({ bookings }) => bookings.listOverlapping('pool', day)))).toEqual(['b1', 'b4']);
    expect(idsOf(await run(({ bookings }) => bookings.listOfHolder('ben')))).toEqual(['b1', 'b2']);
    expect(await run(({ bookings }) => bookings.find('b1'))).toEqual(moved);
  });

  it('come in pages by id, those that are confirmed and not over', async () => {
    const page = (afterId?: string) =>
      run(({ bookings }) => bookings.listUpcoming({ endsAfter: minute(20), afterId, limit: 1 }));
    expect(idsOf(await page())).toEqual(['b2']);
    expect(idsOf(await page('b2'))).toEqual(['b4']);
    expect(idsOf(await page('b4'))).toEqual([]);
  });

  it('are gone once they are removed', async () => {
    await run(({ bookings }) => bookings.remove('b1'));
    await run(({ bookings }) => bookings.remove('never'));
    expect(await run(({ bookings }) => bookings.find('b1'))).toBeUndefined();
    expect(idsOf(await run(({ bookings }) => bookings.listOfHolder('ada')))).toEqual(['b3', 'b4']);
  });
});

describe('permissions and grants in the ledger', () => {
  const lane = { providerId: 'site-1', lane: 'lane-1' };
  const subject = { providerId: 'site-1', place: 'gym-door', subject: 'card-1' };

  it('leave their lane when they have ended and stay findable by booking and subject', async () => {
    await run(({ permissions }) => permissions.save(permissionOf('b1')));
    expect(await run(({ permissions }) => permissions.listOfLane(lane))).toHaveLength(1);
    await run(({ permissions }) => permissions.save(permissionOf('b1', { state: 'ended' })));
    expect(await run(({ permissions }) => permissions.listOfLane(lane))).toEqual([]);
    expect(await run(({ permissions }) => permissions.listOfBooking('b1'))).toHaveLength(1);
    expect(await run(({ permissions }) => permissions.listOfSubject(subject))).toHaveLength(1);
    await run(({ permissions }) => permissions.remove(permissionOf('b1').permission.key));
    expect(await run(({ permissions }) => permissions.listOfSubject(subject))).toEqual([]);
  });

  it('are kept apart by installation, also where the names run together', async () => {
    await run(async ({ grants }) => {
      await grants.save(grantOf('b', { providerId: 'a', lane: 'x' }));
      await grants.save(grantOf('', { providerId: 'a"b', lane: '","x' }));
    });
    expect(await run(({ grants }) => grants.find('a', 'b'))).toMatchObject({ lane: 'x' });
    expect(await run(({ grants }) => grants.listOfProvider('a'))).toHaveLength(1);
    expect(await run(({ grants }) => grants.listOfLane({ providerId: 'a', lane: 'x' }))).toHaveLength(1);
    await run(({ grants }) => grants.remove('a', 'b'));
    expect(await run(({ grants }) => grants.listOfProvider('a'))).toEqual([]);
    expect(await run(({ grants }) => grants.listOfProvider('a"b'))).toHaveLength(1);
  });
});

describe('journal and notices in the ledger', () => {
  it('tell the newest of a booking first', async () => {
    await run(({ journal }) =>
      journal.append([entryOf('one', minute(5), 'b1', 'b2'), entryOf('two', minute(5), 'b1')]),
    );
    await run(({ journal }) => journal.append([entryOf('three', minute(1), 'b1')]));
    const list = (id: string, limit: number) => run(({ journal }) => journal.listOfBooking(id, limit));
    expect((await list('b1', 2)).map(({ text }) => text)).toEqual(['three', 'two']);
    expect((await list('b2', 9)).map(({ text }) => text)).toEqual(['one']);
  });

  it('offer a notice once, oldest first, until it is delivered', async () => {
    await run(async ({ notices }) => {
      for (const id of ['n1', 'n2', 'n3']) await notices.add(noticeOf(id, minute(1)));
    });
    const waiting = async (limit = 9) =>
      (await run(({ notices }) => notices.listUndelivered(limit))).map(({ id }) => id);
    expect([await waiting(), await waiting(2)]).toEqual([
      ['n1', 'n2', 'n3'],
      ['n1', 'n2'],
    ]);
    await run(({ notices }) => notices.markDelivered('n1'));
    await run(({ notices }) => notices.markDelivered('never'));
    await run(({ notices }) => notices.add(noticeOf('n1', minute(9))));
    await run(({ notices }) => notices.add(noticeOf('n2', minute(9))));
    expect(await run(({ notices }) => notices.listUndelivered(1))).toMatchObject([{ id: 'n2', at: minute(1) }]);
  });
});

describe('forgetting', () => {
  it('prunes what ended before the instant, and keeps what still matters', async () => {
    await run(async ({ bookings, permissions, journal, notices }) => {
      await bookings.save(bookingOf('over', { endsAt: minute(99) }));
      await permissions.save(permissionOf('over', { state: 'ended' }));
      await bookings.save(bookingOf('still-there', { endsAt: minute(99) }));
      await permissions.save(permissionOf('still-there', { state: 'withdrawing', subject: 'card-2' }));
      await bookings.save(bookingOf('fresh', { endsAt: minute(121) }));
      await bookings.save(bookingOf('to-the-millisecond', { endsAt: minute(121) }));
      await journal.append([entryOf('old', minute(99), 'over', 'fresh'), entryOf('new', minute(121), 'over')]);
      for (const id of ['old', 'old-waiting']) await notices.add(noticeOf(id, minute(99)));
      await notices.add(noticeOf('new', minute(121)));
      await notices.markDelivered('old');
      await notices.markDelivered('new');
      await bookings.save(bookingOf('to-the-millisecond', { endsAt: minute(121) }));
    });
    await run((transaction) => transaction.prune(minute(121)));
    await run(async ({ bookings, permissions, journal, notices }) => {
      const left = await Promise.all(
        ['over', 'still-there', 'fresh', 'to-the-millisecond'].map((id) => bookings.find(id)),
      );
      expect(left.map((record) => record?.booking.id)).toEqual([
        undefined,
        'still-there',
        'fresh',
        'to-the-millisecond',
      ]);
      expect(await permissions.listOfBooking('over')).toEqual([]);
      expect(await permissions.listOfBooking('still-there')).toHaveLength(1);
      expect((await journal.listOfBooking('over', 9)).map(({ text }) => text)).toEqual(['new']);
      expect((await notices.listUndelivered(9)).map(({ id }) => id)).toEqual(['old-waiting']);
    });
  });

  it('erases a booking with its permissions and its journal, and leaves its grants and the others alone', async () => {
    await run(async ({ bookings, permissions, grants, journal }) => {
      for (const id of ['b1', 'b2']) {
        await bookings.save(bookingOf(id));
        await permissions.save(permissionOf(id));
        await journal.append([entryOf(id, minute(1), id)]);
      }
      await grants.save(grantOf('grant-card-1'));
    });
    await run((transaction) => transaction.eraseBooking('b1'));
    const stateOf = (id: string) =>
      run(async ({ bookings, permissions, journal }) => [
        (await bookings.find(id)) !== undefined,
        (await permissions.listOfBooking(id)).length,
        (await journal.listOfBooking(id, 9)).length,
      ]);
    expect([await stateOf('b1'), await stateOf('b2')]).toEqual([
      [false, 0, 0],
      [true, 1, 1],
    ]);
    expect(await run(({ grants }) => grants.listOfProvider('site-1'))).toHaveLength(1);
    expect(idsOf(await run(({ bookings }) => bookings.listOfHolder('ada')))).toEqual(['b2']);
  });
});

describe('a transaction', () => {
  it('sees what it has written itself, and nobody sees it half done', async () => {
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = run(async ({ bookings }) => {
      await bookings.save(bookingOf('b1'));
      const own = await bookings.find('b1');
      await gate;
      await bookings.save(bookingOf('b2'));
      return own?.booking.id;
    });
    const reader = run(async ({ bookings }) => [await bookings.find('b1'), await bookings.find('b2')].map(Boolean));
    finish();
    expect([await slow, await reader]).toEqual(['b1', [true, true]]);
  });

  it('that throws at once is refused like one that rejects, and the next one works', async () => {
    const broken = run(() => {
      throw new Error('at once');
    });
    await expect(broken).rejects.toThrow('at once');
    await expect(run(() => Promise.reject(new Error('later')))).rejects.toThrow('later');
    expect(await run(async () => 7)).toBe(7);
  });
});

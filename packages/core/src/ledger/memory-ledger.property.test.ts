import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger, LedgerTransaction } from '../ports/ledger';
import { seeded } from '../testing/laws/seeded';
import { accessEventOf, bookingOf, entryOf, grantOf, minute, noticeOf, permissionOf } from './__fixtures__/ledger-rows';
import { createMemoryLedger } from './memory-ledger';

let ledger: Ledger;
const run = <T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T> => ledger.transaction(work);

describe('a transaction', () => {
  const id = fc.constantFrom('b1', 'b2', 'b3');
  const subject = fc.constantFrom('card-1', 'card-2');
  const at = fc.nat(200).map(minute);
  const checkIn = at.map((instant) => ({
    at: instant,
    eventId: 'event-1',
    providerId: 'site-1',
    place: 'gym-door',
    holderIds: ['ada'],
    isCorrection: false,
  }));
  const action = fc.oneof(
    fc.record({ id, status: fc.constantFrom('confirmed', 'cancelled'), checkIn: fc.option(checkIn) }).map(
      (draft) =>
        async ({ bookings }: LedgerTransaction) =>
          bookings.save({
            ...bookingOf(draft.id, { status: draft.status }),
            ...(draft.checkIn && { checkIn: draft.checkIn }),
          }),
    ),
    id.map(
      (bookingId) =>
        async ({ bookings }: LedgerTransaction) =>
          bookings.remove(bookingId),
    ),
    fc.record({ id, subject, state: fc.constantFrom('live', 'ended'), lane: fc.constantFrom('lane-1', 'lane-2') }).map(
      ({ id: bookingId, ...more }) =>
        async ({ permissions }: LedgerTransaction) =>
          permissions.save(permissionOf(bookingId, more)),
    ),
    fc.record({ id, subject }).map(
      (draft) =>
        async ({ permissions }: LedgerTransaction) =>
          permissions.remove(permissionOf(draft.id, draft).permission.key),
    ),
    fc.record({ subject, n: fc.nat(9) }).map(
      (draft) =>
        async ({ grants }: LedgerTransaction) =>
          grants.save(grantOf(draft.subject, { state: { n: draft.n } })),
    ),
    subject.map(
      (key) =>
        async ({ grants }: LedgerTransaction) =>
          grants.remove('site-1', key),
    ),
    fc.record({ id, at }).map(
      (draft) =>
        async ({ journal }: LedgerTransaction) =>
          journal.append([entryOf('x', draft.at, draft.id)]),
    ),
    fc.record({ id, at }).map(
      (draft) =>
        async ({ notices }: LedgerTransaction) =>
          notices.add(noticeOf(draft.id, draft.at)),
    ),
    id.map(
      (noticeId) =>
        async ({ notices }: LedgerTransaction) =>
          notices.markDelivered(noticeId),
    ),
    fc.record({ id, subject }).map(
      (draft) =>
        async ({ events }: LedgerTransaction) =>
          events.add(accessEventOf(draft.id, { subject: draft.subject })),
    ),
    fc.record({ id, at }).map(
      (draft) =>
        async ({ events }: LedgerTransaction) =>
          events.markDelivered(accessEventOf(draft.id), draft.at),
    ),
    fc.record({ subject, at }).map(
      (draft) =>
        async ({ events }: LedgerTransaction) =>
          events.dropOfSubject({ providerId: 'site-1', ...draft }),
    ),
    fc
      .record({ id, value: fc.option(fc.nat(9), { nil: undefined }) })
      .map(({ id: key, value }) => async ({ storage }: LedgerTransaction) => {
        const { version: expectedVersion } = (await storage.read('site-1', key)) ?? {};
        await storage.compareAndSet('site-1', key, { expectedVersion, value });
      }),
    fc.record({ subject, at }).map(
      (draft) =>
        async ({ lanes }: LedgerTransaction) =>
          lanes.wake({ providerId: 'site-1', lane: draft.subject }, draft.at),
    ),
    at.map(
      (now) =>
        async ({ lanes }: LedgerTransaction) =>
          void (await lanes.claimDue({
            now,
            expiresAt: minute(250),
            limit: 1,
            room: new Map(),
            defaultRoomOf: () => 1,
          })),
    ),
    id.map((bookingId) => async (transaction: LedgerTransaction) => transaction.eraseBooking(bookingId)),
    at.map((before) => async (transaction: LedgerTransaction) => transaction.prune(before)),
  );
  const sorted = <Row>(rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  const day = { startsAt: minute(0), endsAt: minute(1_000) };

  /** The answer to every question that one can ask. What comes in no particular order is sorted. */
  const askEverything = () =>
    run(async ({ bookings, permissions, grants, lanes, journal, notices, events, storage }) => {
      const answers: unknown[] = [];
      for (const bookingId of ['b1', 'b2', 'b3'])
        answers.push(
          await bookings.find(bookingId),
          await storage.read('site-1', bookingId),
          sorted(await permissions.listOfBooking(bookingId)),
          await journal.listOfBooking(bookingId, 100),
        );
      answers.push(
        sorted(await bookings.listOverlapping('gym', day)),
        sorted(await bookings.listOfHolder('ada')),
        await bookings.listUpcoming({ endsAfter: minute(0), limit: 100 }),
      );
      for (const lane of ['lane-1', 'lane-2'])
        answers.push(sorted(await permissions.listOfLane({ providerId: 'site-1', lane })));
      for (const name of ['card-1', 'card-2'])
        answers.push(
          sorted(await permissions.listOfSubject({ providerId: 'site-1', place: 'gym-door', subject: name })),
          await grants.find('site-1', name),
        );
      answers.push(
        sorted(await grants.listOfProvider('site-1')),
        sorted(await grants.listOfLane({ providerId: 'site-1', lane: 'lane-1' })),
        sorted(await lanes.listOfProvider('site-1')),
        await lanes.nextDueAt({ except: new Set() }),
        sorted(await notices.listUndelivered(100)),
        await events.listUndelivered({ limit: 100 }),
      );
      return answers;
    });
  /** Which lanes are handed out, and when: asked last, because asking changes the answer. */
  const claimEverything = () =>
    run(({ lanes }) =>
      lanes.claimDue({
        now: minute(300),
        expiresAt: minute(400),
        limit: 100,
        room: new Map(),
        defaultRoomOf: () => 100,
      }),
    );

  it('that fails leaves every answer as it was, whatever it had done', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 12 }),
        fc.array(action, { minLength: 1, maxLength: 12 }),
        async (history, undone) => {
          const play = async (isDisturbed: boolean) => {
            ledger = createMemoryLedger();
            for (const act of history) await run(act);
            if (isDisturbed) {
              const failing = run(async (transaction) => {
                for (const act of undone) await act(transaction);
                throw new Error('undone');
              });
              await expect(failing).rejects.toThrow('undone');
            }
            return [await askEverything(), sorted(await claimEverything())];
          };
          expect(await play(true)).toEqual(await play(false));
        },
      ),
      seeded(300),
    );
  });
});

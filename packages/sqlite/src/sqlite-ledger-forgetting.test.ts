import { stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingOf, endedPermissionOf, grantOf, invitationOf, minute, pinOf } from './__fixtures__/ledger-rows';
import { createTemporaryFolder, type TemporaryFolder } from './__fixtures__/temporary-folder';
import { createSqliteLedger } from './create-sqlite-ledger';
import type { SqliteLedger } from './sqlite-ledger';

const DAY = 24 * 60;

let folder: TemporaryFolder;
let ledger: SqliteLedger;
beforeEach(async () => {
  folder = await createTemporaryFolder();
  // Unsealed: so that it would be seen if anything of a credential stayed.
  ledger = await createSqliteLedger({ path: folder.path, allowUnsealedCredentials: true });
});
afterEach(async () => {
  await ledger.close();
  await folder.remove();
});
/** Of different lengths, so that rows have to move when they change. */
const visitOf = (id: string, name: string, length: number) => ({
  ...bookingOf(id, { kind: 'visit', visitor: { name }, seriesId: 's'.repeat(length % 900) }),
});
const saveVisits = async (names: readonly string[], growth: number): Promise<void> => {
  for (let start = 0; start < names.length; start += 50)
    await ledger.transaction(async ({ bookings, permissions }) => {
      for (const name of names.slice(start, start + 50)) {
        // Ids in no order, so that pages are divided.
        const id = `${(Number.parseInt(name.slice(4), 10) * 7919) % 1009}-visit`;
        await bookings.save(visitOf(id, name, Number.parseInt(name.slice(4), 10) * growth));
        await permissions.save(endedPermissionOf(id, name));
      }
    });
};
const sizeOf = async (): Promise<number> => (await stat(folder.path)).size;
const prune = (before: number): Promise<void> => ledger.transaction((transaction) => transaction.prune(minute(before)));

describe('what is erased', () => {
  it('is in none of the bytes of the file after the next prune, however often its rows have moved', async () => {
    const names = Array.from({ length: 600 }, (_, index) => `Name${String(index).padStart(4, '0')}`);
    for (const growth of [1, 37, 211]) await saveVisits(names, growth);
    expect(await folder.holds('Name0599')).toBe(true);
    const stored = await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'));
    const erased = stored.filter((_, index) => index % 2 === 0);
    await ledger.transaction(async (transaction) => {
      for (const { booking } of erased) await transaction.eraseBooking(booking.id);
    });
    await prune(-10 * DAY);
    for (const { booking } of erased) expect(await folder.holds(booking.visitor?.name ?? '')).toBe(false);
    expect(await folder.holds(stored[1]?.booking.visitor?.name ?? '')).toBe(true);
    expect(await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'))).toHaveLength(300);
  });

  it('takes its credential with it', async () => {
    await ledger.transaction(async ({ bookings, grants, notices }) => {
      await bookings.save(visitOf('b1', 'Grace', 1));
      await grants.save(grantOf('grant-1', pinOf('PIN-4711')));
      await notices.add(invitationOf('n1', 'b1', pinOf('PIN-4711')));
    });
    await ledger.transaction((transaction) => transaction.eraseBooking('b1'));
    await ledger.transaction(({ grants }) => grants.remove('site-1', 'grant-1'));
    await prune(0);
    expect([await folder.holds('PIN-4711'), await folder.holds('Grace')]).toEqual([false, false]);
  });

  it('is also what the doors have told of a person, and was not delivered yet', async () => {
    await ledger.transaction(async ({ events }) => {
      for (let number = 0; number < 300; number += 1)
        await events.add({
          id: `event-${number}`,
          type: 'granted',
          providerId: 'site-1',
          place: 'gym-door',
          subject: 'card-of-grace',
          at: minute(1),
          raw: { card: 'card-of-grace', more: 'x'.repeat(number) },
        });
    });
    await ledger.transaction(({ events }) =>
      events.dropOfSubject({ providerId: 'site-1', subject: 'card-of-grace', at: minute(2) }),
    );
    const size = await sizeOf();
    await prune(0);
    expect(await folder.holds('card-of-grace')).toBe(false);
    expect(await sizeOf()).toBeLessThan(size);
  });

  it('is remembered as such over a restart', async () => {
    await ledger.transaction(({ bookings }) => bookings.save(visitOf('b1', 'Grace', 1)));
    await ledger.transaction((transaction) => transaction.eraseBooking('b1'));
    await ledger.close();
    ledger = await createSqliteLedger({ path: folder.path, allowUnsealedCredentials: true });
    await saveVisits(
      Array.from({ length: 200 }, (_, index) => `Name${index}`),
      1,
    );
    const stored = await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'));
    await ledger.transaction(async ({ bookings }) => {
      for (const { booking } of stored) await bookings.remove(booking.id);
    });
    await ledger.close();
    const before = await sizeOf();
    ledger = await createSqliteLedger({ path: folder.path, allowUnsealedCredentials: true });
    await prune(0);
    expect(await sizeOf()).toBeLessThan(before);
  });
});

describe('what has ended', () => {
  it('is taken out of the free space of the file when a day of prunes has passed, and not at every prune', async () => {
    await prune(0);
    await saveVisits(
      Array.from({ length: 200 }, (_, index) => `Name${index}`),
      1,
    );
    await prune(200);
    expect(await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'))).toEqual([]);
    const size = await sizeOf();
    await prune(DAY - 1);
    expect(await sizeOf()).toBe(size);
    await prune(DAY);
    expect(await sizeOf()).toBeLessThan(size / 2);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger, LedgerTransaction } from '../ports/ledger';
import { accessEventOf, minute, permissionOf } from './__fixtures__/ledger-rows';
import { createMemoryLedger } from './memory-ledger';

let ledger: Ledger;
beforeEach(() => {
  ledger = createMemoryLedger();
});
const run = <T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T> => ledger.transaction(work);
const add = (...ids: string[]): Promise<void> =>
  run(async ({ events }) => {
    for (const id of ids) await events.add(accessEventOf(id));
  });
const waiting = (page: { afterPosition?: number; limit?: number } = {}) =>
  run(({ events }) => events.listUndelivered({ limit: 100, ...page }));
const waitingIds = async (): Promise<string[]> => (await waiting()).map(({ event }) => event.id);
const deliver = (id: string, at = minute(0)): Promise<void> =>
  run(({ events }) => events.markDelivered(accessEventOf(id), at));

describe('door events in the ledger', () => {
  it('wait in the order in which they came, in pages', async () => {
    await add('c', 'a', 'b');
    expect(await waitingIds()).toEqual(['c', 'a', 'b']);
    const [first] = await waiting({ limit: 1 });
    expect(first?.event).toEqual(accessEventOf('c'));
    const rest = await waiting({ afterPosition: first?.position, limit: 1 });
    expect(rest.map(({ event }) => event.id)).toEqual(['a']);
  });

  it('keep their order when a transaction with them is undone', async () => {
    await add('a', 'b');
    const failing = run(async ({ events }) => {
      await events.markDelivered(accessEventOf('a'), minute(0));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await waitingIds()).toEqual(['a', 'b']);
  });

  it('are added once, waiting or delivered; the id of another provider is another event', async () => {
    await add('a', 'a');
    await deliver('a');
    await deliver('never');
    await add('a');
    expect(await waitingIds()).toEqual([]);
    await run(({ events }) => events.add(accessEventOf('a', { providerId: 'site-2' })));
    expect(await waitingIds()).toEqual(['a']);
  });

  it('are known until so long after their delivery, however old the event itself is', async () => {
    await run(({ events }) => events.add(accessEventOf('a', { at: minute(-10_000) })));
    await run((transaction) => transaction.prune(minute(500)));
    expect(await waitingIds()).toEqual(['a']);
    await deliver('a', minute(10));
    await run((transaction) => transaction.prune(minute(10)));
    await add('a');
    expect(await waitingIds()).toEqual([]);
    await run((transaction) => transaction.prune(minute(11)));
    await add('a');
    expect(await waitingIds()).toEqual(['a']);
  });

  it('of one subject are dropped and do not come again; those of others stay', async () => {
    const mine = accessEventOf('a', { subject: 'card-1' });
    const drop = { providerId: 'site-1', subject: 'card-1', at: minute(10) };
    await run(async ({ events }) => {
      await events.add(mine);
      await events.add(accessEventOf('b', { subject: 'card-2' }));
      await events.add(accessEventOf('c'));
      await events.add(accessEventOf('a', { subject: 'card-1', providerId: 'site-2' }));
      await events.dropOfSubject(drop);
      await events.add(mine);
    });
    expect((await waiting()).map(({ event }) => [event.providerId, event.id])).toEqual([
      ['site-1', 'b'],
      ['site-1', 'c'],
      ['site-2', 'a'],
    ]);
  });
});

describe('places and subjects of an installation in the ledger', () => {
  it('are those of what has not ended, each once', async () => {
    await run(async ({ permissions }) => {
      await permissions.save(permissionOf('b1', { subject: 'card-1' }));
      await permissions.save(permissionOf('b2', { subject: 'card-1', state: 'withdrawing' }));
      await permissions.save(permissionOf('b3', { subject: 'card-2', state: 'failed' }));
      await permissions.save(permissionOf('b4', { subject: 'card-3', state: 'ended' }));
      await permissions.save(permissionOf('b5', { subject: 'card-4', providerId: 'site-2' }));
    });
    const { places, subjects } = await run(({ permissions }) => permissions.listIdentitiesOfProvider('site-1'));
    expect([places, subjects.sort()]).toEqual([['gym-door'], ['card-1', 'card-2']]);
  });
});

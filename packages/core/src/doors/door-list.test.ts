import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { DecisionRequest } from '../model/decision';
import { fingerprint } from '../model/fingerprint';
import type { ProviderStorage } from '../ports/provider-storage';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const at = atMinute(30);

describe('a decision', () => {
  it.each<[what: string, request: Partial<DecisionRequest>, reason: string]>([
    ['a card in its window', {}, 'booked'],
    ['the same card in another spelling', { credential: { kind: 'card', value: ' 00:47-11 ' } }, 'booked'],
    ['the first instant of the window', { at: atMinute(10) }, 'booked'],
    ['the instant before it', { at: '2026-11-21T08:09:59.999Z' }, 'outside_window'],
    ['the end of the window', { at: atMinute(60) }, 'outside_window'],
    ['a card without a booking', { credential: { kind: 'card', value: '4712' } }, 'unknown_credential'],
    ['what is no card', { credential: { kind: 'card', value: '' } }, 'unknown_credential'],
    ['a card at another door', { place: 'south' }, 'unknown_credential'],
    ['a door that is not in the list', { place: 'attic' }, 'unknown_place'],
    ['a PIN', { credential: { kind: 'pin', value: '4711' } }, 'unsupported_credential'],
    ['a QR code', { credential: { kind: 'qr', value: '4711' } }, 'unsupported_credential'],
    ['a local time', { at: '2026-11-21T08:30:00.000' }, 'unclear_time'],
    ['a time with an offset', { at: '2026-11-21T08:30:00+01:00' }, 'unclear_time'],
    ['a time that is none', { at: '2026-11-41T08:30:00.000Z' }, 'unclear_time'],
  ])('for %s', async (_what, more, reason) => {
    const { list } = createTestDoorList();
    const storage = createMemoryProviderStorage();
    await list.load(storage);
    await writeMinutes(list, storage, { card: '4711', minutes: [10, 60] });
    const request: DecisionRequest = { credential: { kind: 'card', value: '4711' }, place: 'north', at, ...more };
    const decision = { verdict: reason === 'booked' ? 'allow' : 'deny', reason };
    expect(list.decideNow(request)).toEqual(decision);
    expect(await list.decide(request, { storage })).toEqual(decision);
  });

  it.each<[what: string, request: object]>([
    ['nothing at all', {}],
    ['no credential', { place: 'north', at }],
    ['a credential of null', { credential: null, place: 'north', at }],
    ['a credential that is a text', { credential: '4711', place: 'north', at }],
    ['a credential without a kind', { credential: { value: '4711' }, place: 'north', at }],
  ])('for %s is no, and throws nothing at whoever reads cards', async (_what, request) => {
    const { list } = createTestDoorList();
    const storage = createMemoryProviderStorage();
    await list.load(storage);
    const decision = { verdict: 'deny', reason: 'unsupported_credential' };
    expect(list.decideNow(request as DecisionRequest)).toEqual(decision);
    expect(await list.decide(request as DecisionRequest, { storage })).toEqual(decision);
  });

  it('for a card without a text is no', async () => {
    const { list } = createTestDoorList();
    await list.load(createMemoryProviderStorage());
    const request: unknown = { credential: { kind: 'card' }, place: 'north', at };
    expect(list.decideNow(request as DecisionRequest).reason).toBe('unknown_credential');
  });

  it('denies before what is stored was looked at, and looks by itself when it has the time', async () => {
    const storage = createMemoryProviderStorage();
    await writeMinutes(createTestDoorList().list, storage, { card: '4711', minutes: [0, 60] });
    const { list } = createTestDoorList();
    expect(presentCard(list, { card: '4711', at })).toBe('not_loaded');
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at } as const;
    expect((await list.decide(request, {})).reason).toBe('not_loaded');
    expect((await list.decide(request, { storage })).reason).toBe('booked');
    expect(presentCard(list, { card: '4711', at })).toBe('booked');
    expect(presentCard(list, { card: '4711', place: 'south', at })).toBe('not_loaded');
  });

  it('goes on from memory while the storage is away', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, storage, { card: '4711', minutes: [0, 60] });
    storage.setOutage(true);
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at } as const;
    expect((await list.decide(request, { storage })).reason).toBe('booked');
  });

  it('waits five seconds at most for the first look, and then denies', async () => {
    const storage = createWatchedStorage();
    const { list, clock, lines } = createTestDoorList();
    storage.setHanging(true);
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at } as const;
    const answer = list.decide(request, { storage });
    await clock.advanceBy(5_000);
    expect(await answer).toEqual({ verdict: 'deny', reason: 'not_loaded' });
    expect(clock.pendingTimers).toBe(0);
    expect(lines.join()).toContain('could not be read in time');
    storage.setHanging(false);
    expect((await list.decide(request, { storage })).reason).toBe('unknown_credential');
  });

  it('opens nothing of a door whose record cannot be understood, and leaves the others alone', async () => {
    const storage = createMemoryProviderStorage();
    const { list } = createTestDoorList();
    await writeMinutes(list, storage, { card: '4711', place: 'south', minutes: [0, 60] });
    await writeMinutes(list, storage, { card: '4711', minutes: [0, 60] });
    const restarted = createTestDoorList().list;
    const isNorth = (key: string): boolean => key === `door/${fingerprint('north')}`;
    const broken: ProviderStorage = {
      ...storage,
      read: (key) =>
        isNorth(key) ? Promise.resolve({ version: 1, value: { rows: [{ card: '4711' }] } }) : storage.read(key),
    };
    const failure: unknown = await restarted.load(broken).catch((error: unknown) => error);
    expect(String(failure)).toContain('door north of doors');
    expect(String(failure)).not.toContain('4711');
    expect(presentCard(restarted, { card: '4711', at })).toBe('not_loaded');
    expect(presentCard(restarted, { card: '4711', place: 'south', at })).toBe('booked');
  });
});

import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { Change } from '../model/change';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';
import { doorGrantKey } from './door-grant-state';

const at = atMinute(30);
const windows = [{ startsAt: atMinute(0), endsAt: atMinute(60) }];
const create = (card: string, more: object = {}): Change => ({
  kind: 'create',
  grantKey: doorGrantKey({ place: 'north', card }),
  after: { place: 'north', card, windows, ...more },
  reason: 'A test asks for it.',
});

describe('the changes of a door', () => {
  it('are one write, and what cannot be written is left out', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    const changes = [create('4711'), create('4712', { windows: [] }), create('4713')];
    const outcomes = await list.applyChanges({ lane: 'north', changes }, { storage });
    expect(outcomes.map(({ effect, error }) => [effect, error?.code])).toEqual([
      ['applied', undefined],
      ['none', 'invalid_input'],
      ['applied', undefined],
    ]);
    expect([storage.reads, storage.writes]).toEqual([1, 1]);
    const opened = ['4711', '4712', '4713'].filter((card) => presentCard(list, { card, at }) === 'booked');
    expect(opened).toEqual(['4711', '4713']);
  });

  it('do not put the right of another door into this one', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList();
    const changes = [create('4711', { place: 'south' })];
    const [outcome] = await list.applyChanges({ lane: 'north', changes }, { storage });
    expect(outcome).toMatchObject({ effect: 'none', error: { isRetryable: false } });
    expect(storage.writes).toBe(0);
    await list.load(storage);
    for (const place of ['north', 'south'])
      expect(presentCard(list, { card: '4711', place, at })).toBe('unknown_credential');
  });

  it('name no grant key and no card in any error or log line, whatever goes wrong', async () => {
    const { list, lines } = createTestDoorList({ sharedBy: 'many_processes' });
    const grantKey = doorGrantKey({ place: 'north', card: 'CANARY4711' });
    const told: unknown[] = [];
    const keep = (failure: unknown): unknown => told.push(failure, JSON.stringify(failure));
    const changes = [
      create('CANARY4711'),
      create('CANARY4711', { place: 'attic' }),
      create('CANARY4711', { windows: 1 }),
    ];
    const apply = async (storage = createWatchedStorage()): Promise<void> => {
      for (const change of changes)
        for (const { error } of await list.applyChanges({ lane: 'north', changes: [change] }, { storage })) keep(error);
      await list.readGrants?.({ lane: 'north', grants: [{ grantKey }] }, { storage }).catch(keep);
    };
    const away = createWatchedStorage();
    away.setOutage(true);
    await apply(away);
    const lost = createWatchedStorage();
    lost.dropNextAnswer();
    await apply(lost);
    const other = createTestDoorList().list;
    const raced = createWatchedStorage();
    raced.beforeWrite(async () => void (await writeMinutes(other, raced, { card: 'CANARY4711', minutes: [0, 5] })));
    await apply(raced);
    const broken = createMemoryProviderStorage();
    const wrong = { rows: [{ grantKey, card: 'CANARY4711', windows: 'none' }] };
    await apply({ ...createWatchedStorage(), ...broken, read: async () => ({ version: 1, value: wrong }) });
    list.decideNow({ credential: { kind: 'card', value: 'CANARY4711' }, place: 'north', at: atMinute(0) });
    await list.decide({ credential: { kind: 'card', value: 'CANARY4711' }, place: 'south', at }, { storage: away });
    const everything = [...told.map(String), ...lines].join('\n');
    for (const word of ['network', 'conflict', 'has no door', 'grant state', 'run the version', 'could not be read'])
      expect(everything).toContain(word);
    for (const canary of ['4711', grantKey, grantKey.slice(-20)]) expect(everything).not.toContain(canary);
  });
});

describe('the health of the doors', () => {
  it('tells how many doors decide, or which do not', async () => {
    const { list } = createTestDoorList();
    const storage = createWatchedStorage();
    const messagesOf = async () =>
      (await list.checkHealth({ storage })).findings
        .filter(({ area }) => area === 'places')
        .map(({ message }) => message);
    storage.setOutage(true);
    expect((await messagesOf())[0]).toContain('north, south');
    storage.setOutage(false);
    expect(await messagesOf()).toEqual(['2 doors decide by what is in their lists.']);
  });
});

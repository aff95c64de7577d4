import type { JsonValue } from '../../model/json';
import type { AccessEventPage } from '../../ports/access-event-feed';
import type { ProviderStorage } from '../../ports/provider-storage';
import type { FixedClock } from '../../testing/clock/fixed-clock';
import type { DoorList } from '../door-list';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './door-test-list';
import { createWatchedStorage } from './watched-storage';

/** Asks a list for its door events. */
export async function pullDoorEvents(
  list: DoorList,
  storage: ProviderStorage,
  cursor?: JsonValue,
  limit = 100,
): Promise<AccessEventPage> {
  const page = await list.events?.pull?.({ cursor, limit }, { storage });
  if (page === undefined) throw new Error('There is no feed.');
  return page;
}

/** Waits until that minute, and then holds a card to a reader. */
export async function presentAt(
  list: DoorList,
  clock: FixedClock,
  { minute, card = '4711', place }: { minute: number; card?: string; place?: string },
): Promise<string> {
  if (clock.nowMs() < Date.parse(atMinute(minute))) await clock.advanceTo(atMinute(minute));
  return presentCard(list, { card, place, at: new Date(clock.nowMs()).toISOString() });
}

/** A list with a card that opens the north and the south door in the first hour, and the cursor of a first pull. */
export async function createDoorFeedWorld(options: Parameters<typeof createTestDoorList>[0] = {}) {
  const storage = createWatchedStorage();
  const made = createTestDoorList(options);
  await made.list.load(storage);
  for (const place of ['north', 'south'])
    await writeMinutes(made.list, storage, { card: '4711', place, minutes: [0, 60] });
  const { cursor } = await pullDoorEvents(made.list, storage);
  return { ...made, storage, cursor };
}

import { inspect } from 'node:util';
import type { LogFields, Logger } from '../../ports/logger';
import type { ProviderStorage } from '../../ports/provider-storage';
import { createFixedClock, type FixedClock } from '../../testing/clock/fixed-clock';
import { doorGrantKey } from '../door-grant-state';
import { createDoorList, type DoorList } from '../door-list';
import type { DoorListOptions } from '../door-list-options';

/** The instant at which every test begins. */
export const DOOR_TEST_START = '2026-11-21T08:00:00.000Z';

/** The instant so many minutes later. */
export function atMinute(minutes: number): string {
  return new Date(Date.parse(DOOR_TEST_START) + minutes * 60_000).toISOString();
}

/** A list with the doors north and south, whose log lines are kept. */
export function createTestDoorList(options: Partial<DoorListOptions> & { clock?: FixedClock } = {}): {
  list: DoorList;
  clock: FixedClock;
  lines: string[];
} {
  const clock = options.clock ?? createFixedClock(DOOR_TEST_START);
  const lines: string[] = [];
  const log = (message: string, fields?: LogFields): void => void lines.push(`${message} ${inspect(fields)}`);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const doors = [{ place: 'north' }, { place: 'south', isEntry: false }];
  const list = createDoorList({ id: 'doors', doors, logger, ...options, clock });
  return { list, clock, lines };
}

/** Holds a card to a reader, now. */
export function presentCard(
  list: DoorList,
  { card, place = 'north', at }: { card: string; place?: string; at: string },
): string {
  return list.decideNow({ credential: { kind: 'card', value: card }, place, at }).reason;
}

/** Gives a card the minutes from and to, or takes them away where there are none; as one change of the engine. */
export async function writeMinutes(
  list: DoorList,
  storage: ProviderStorage,
  options: { card: string; place?: string; minutes?: readonly [from: number, to: number]; signal?: AbortSignal },
) {
  const { card, place = 'north', minutes, signal } = options;
  const grantKey = doorGrantKey({ place, card });
  const reason = 'A test asks for it.';
  const state = (from: number, to: number) => ({
    place,
    card,
    windows: [{ startsAt: atMinute(from), endsAt: atMinute(to) }],
  });
  const [outcome] = await list.applyChanges(
    {
      lane: place,
      changes: [
        minutes === undefined
          ? { kind: 'revoke', grantKey, before: state(0, 1), reason, revokeReason: 'cancelled' }
          : { kind: 'create', grantKey, after: state(...minutes), reason },
      ],
    },
    { storage, signal },
  );
  return outcome;
}

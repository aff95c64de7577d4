import { ConflictError } from '../errors/conflict-error';
import { fingerprint } from '../model/fingerprint';
import { isSameJson } from '../model/json';
import type { Clock } from '../ports/clock';
import type { ProviderStorage } from '../ports/provider-storage';
import { type DoorRows, doorRowsToJson, parseDoorRows } from './door-rows';
import type { DoorShelf } from './door-shelf';
import { guardDoorStorage } from './door-storage-call';

/**
 * The stored rows of the doors, one record for each, and the shelves that follow them. A record is never removed, so that a write that
 * found none cannot come late and be taken for the first one.
 */
export interface DoorBook {
  /**
   * What is stored of a door now; the shelf holds it, too, when this resolves.
   * @throws AcxError with the effect `none`.
   */
  read(place: string, storage: ProviderStorage): Promise<DoorRows>;
  /**
   * The same, and for certain: a write that was sent before and stands still somewhere cannot be stored any more. Writes once more what is
   * there.
   * @throws AcxError with the effect `none`.
   */
  settle(place: string, storage: ProviderStorage): Promise<DoorRows>;
  /**
   * Changes what is stored of a door, then the shelf. Writes also when the rows stay as they are, for the same reason.
   * @param options.grantKeys The rows that are meant. When somebody else changes one of them meanwhile, nothing is written.
   * @param options.edit Answers the new rows. Called again when somebody was faster with other rows.
   * @throws AcxError with an honest effect.
   */
  change(
    place: string,
    options: {
      storage: ProviderStorage;
      signal?: AbortSignal;
      grantKeys: readonly string[];
      edit: (rows: DoorRows) => DoorRows;
    },
  ): Promise<void>;
}

/** Each lost race means that somebody else got ahead, so so many in a row mean that something is broken. */
const MOST_RACES = 100;

/** @param options.shelves By place. A door that was taken out of the list has none: its rows can still be taken away. */
export function createDoorBook(options: {
  providerId: string;
  clock: Clock;
  shelves: ReadonlyMap<string, DoorShelf>;
}): DoorBook {
  const { providerId, clock, shelves } = options;
  const keyOf = (place: string): string => `door/${fingerprint(place)}`;
  const calls = { providerId, what: 'the door list' } as const;

  const read: DoorBook['read'] = async (place, storage) => {
    const shelf = shelves.get(place);
    for (;;) {
      const epoch = shelf?.epoch ?? 0;
      const lookedAtMs = clock.nowMs();
      const found = await guardDoorStorage(storage, calls).read(keyOf(place));
      if (shelf?.rows !== undefined && shelf.stored !== undefined && shelf.stored.version === found?.version) {
        shelf.confirm(lookedAtMs);
        return shelf.rows;
      }
      const rows = parseDoorRows(found?.value, { providerId, place });
      const next = { rows, stored: { version: found?.version }, epoch, lookedAtMs };
      // Two looks, or a look and a write, may end in another order than they began: then only another look tells what is newest.
      if (shelf === undefined || shelf.put(next)) return rows;
    }
  };

  /** What was written is on the shelf as well, or the next decision looks for itself. */
  const follow = async (place: string, storage: ProviderStorage, rows: DoorRows, epoch: number): Promise<void> => {
    const shelf = shelves.get(place);
    if (shelf === undefined || shelf.put({ rows, epoch, lookedAtMs: clock.nowMs() })) return;
    shelf.doubt();
    await read(place, storage).catch(() => shelf.doubt());
  };

  /** Writes once, whatever `edit` answers. Resolves with what is stored then. */
  const write = async (
    place: string,
    storage: ProviderStorage,
    edit: (rows: DoorRows) => DoorRows,
  ): Promise<DoorRows> => {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const epoch = shelves.get(place)?.epoch ?? 0;
      const found = await storage.read(keyOf(place));
      const after = edit(parseDoorRows(found?.value, { providerId, place }));
      const change = { expectedVersion: found?.version, value: doorRowsToJson(after) };
      const isStored = await storage.compareAndSet(keyOf(place), change).catch((failure: unknown) => {
        shelves.get(place)?.doubt();
        throw failure;
      });
      if (!isStored) continue;
      await follow(place, storage, after, epoch);
      return after;
    }
    throw conflict(place, 'it is changed by too many workers at once');
  };
  const conflict = (place: string, why: string): ConflictError => {
    const message = `Nothing was written for door ${place} of ${providerId}: ${why}. It is tried again.`;
    return new ConflictError({ what: 'door', message, isRetryable: true });
  };

  return {
    read,
    settle: (place, storage) =>
      write(place, guardDoorStorage(storage, { ...calls, writeEffect: 'none' }), (rows) => rows),
    async change(place, { storage, signal, grantKeys, edit }) {
      let first: readonly unknown[] | undefined;
      await write(place, guardDoorStorage(storage, { ...calls, signal }), (before) => {
        const meant = grantKeys.map((grantKey) => before.get(grantKey) ?? null);
        first ??= meant;
        // A worker that stood still must not bring back what somebody else has taken away since.
        if (!isSameJson(first, meant)) throw conflict(place, 'somebody else has changed the same card meanwhile');
        return edit(before);
      });
    },
  };
}

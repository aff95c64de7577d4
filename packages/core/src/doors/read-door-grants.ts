import type { VendorGrant } from '../model/grant';
import type { ProviderStorage } from '../ports/provider-storage';
import type { DoorBook } from './door-book';
import { type DoorGrantState, lastEndOf } from './door-grant-state';
import type { DoorRow } from './door-rows';

/** What one door holds for these grants, for certain: what is late cannot be stored any more. None asked for, no call. */
export async function readDoorGrants(
  book: DoorBook,
  { lane: place, grantKeys }: { lane: string; grantKeys: readonly string[] },
  storage: ProviderStorage,
): Promise<VendorGrant[]> {
  if (grantKeys.length === 0) return [];
  const rows = await book.settle(place, storage);
  return grantKeys.flatMap((grantKey) => {
    const row = rows.get(grantKey);
    return row === undefined ? [] : toGrant(place, grantKey, row);
  });
}

/** Everything that these doors hold, one door after another. */
export async function* listDoorGrants(
  book: DoorBook,
  places: Iterable<string>,
  storage: ProviderStorage,
): AsyncGenerator<VendorGrant> {
  for (const place of new Set(places))
    for (const [grantKey, row] of await book.read(place, storage)) yield toGrant(place, grantKey, row);
}

function toGrant(place: string, grantKey: string, { card, windows }: DoorRow): VendorGrant {
  const state: DoorGrantState = { place, card, windows };
  const lapsesAt = lastEndOf(windows);
  return { origin: 'ours', grantKey, lane: place, state, lapsesAt, sweepAt: lapsesAt };
}

import type { SimulatedHouse } from '../simulated-house';
import { listDifference } from './list-difference';
import type { TimeSpan } from './random-windows';
import type { Wish } from './random-wishes';

const QUARTER_MS = 900_000;

/** What iPassan holds from now on must be one record for each holder of each booking, and one visitor with a PIN for each visit. */
export function judgeIpassan(world: SimulatedHouse, wishes: Iterable<Wish>, nowMs: number): string[] {
  const { ipassan, riverside } = world;
  const assets = new Map([
    [riverside.gym.uuid, 'studio'],
    [riverside.functionRoom.uuid, 'function-room'],
  ]);
  const apartments = new Map(world.apartments.map(({ id, person }) => [person, id]));
  const held = [
    ...[...ipassan.state.assetBookings.values()]
      .filter(({ madeBy }) => madeBy === 'api')
      .map(({ asset, person, startsAt, endsAt }) => ({
        what: `${assets.get(asset)} for ${apartments.get(person)}`,
        startsAt,
        endsAt,
      })),
    ...[...ipassan.state.visitors.values()]
      .filter(({ madeBy, isCancelled }) => madeBy === 'api' && !isCancelled)
      .map(({ host, name, startsAt, endsAt }) => ({
        what: `${name} visits ${apartments.get(host)}`,
        startsAt,
        endsAt,
      })),
  ]
    .filter(({ endsAt }) => Date.parse(endsAt) > nowMs)
    .map(({ what, startsAt, endsAt }) => `${what}, ${startsAt} to ${endsAt}`);
  const wanted = [...wishes]
    .filter(({ isConfirmed }) => isConfirmed)
    .flatMap(wantedRecords)
    .filter(({ endMs }) => endMs > nowMs)
    .map(({ what, startMs, endMs }) => `${what}, ${toInstant(startMs)} to ${toInstant(endMs)}`);
  return [
    ...listDifference(wanted, held).map((record) => `riverside lacks: ${record}`),
    ...listDifference(held, wanted).map((record) => `riverside has too many: ${record}`),
  ];
}

function wantedRecords(wish: Wish): (TimeSpan & { what: string })[] {
  const { id, resourceId, holderIds, startMs, endMs } = wish;
  const asset = resourceId === 'training-day' ? 'studio' : resourceId;
  if (asset === 'visits')
    return holderIds.map((holderId) => ({ what: `Visitor of ${id} visits ${holderId}`, startMs, endMs }));
  if (asset !== 'studio' && asset !== 'function-room') return [];
  if (startMs % QUARTER_MS !== 0 || endMs % QUARTER_MS !== 0)
    throw new RangeError('iPassan is booked in quarters of an hour.');
  return holderIds.map((holderId) => ({ what: `${asset} for ${holderId}`, startMs, endMs }));
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

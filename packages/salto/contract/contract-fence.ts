import { clearedRecord, isClearedRecord } from '../src/convert/salto-record';
import { isForeignTimetable } from '../src/convert/salto-timetable-content';
import { isSaltoCode } from '../src/salto-errors';
import type { SaltoAccessLevel, SaltoZonePermission } from '../src/wire/salto-access-level';
import type { SaltoClient } from '../src/wire/salto-client';
import type { SaltoTimetable } from '../src/wire/salto-timetable';
import type { ContractTarget } from './contract-target';

/** Name of the timetables that are written here and not by the provider. */
export const CONTRACT_TIMETABLE = 'ACX contract';

const UNKNOWN_REQUEST = 502;
const PAGE_SIZE = 100;

/** All of a list, or nothing where Space does not tell it. */
export async function collectTold<Item>(list: AsyncIterable<Item>): Promise<Item[] | undefined> {
  const items: Item[] = [];
  try {
    for await (const item of list) items.push(item);
  } catch (failure) {
    if (isSaltoCode(failure, UNKNOWN_REQUEST)) return undefined;
    throw failure;
  }
  return items;
}

/** The timetables of the fenced slots, or nothing where Space does not tell them. */
export async function readFencedTimetables(
  client: SaltoClient,
  { slots: { from, to } }: ContractTarget,
): Promise<SaltoTimetable[] | undefined> {
  const found: SaltoTimetable[] = [];
  return collectTold(
    (async function* () {
      for await (const timetable of client.timetables.list({ from, pageSize: PAGE_SIZE })) {
        if (timetable.id > to) return;
        found.push(timetable);
        yield timetable;
      }
    })(),
  );
}

/**
 * Makes sure, as far as Space tells, that the fenced corner is nobody's: the contract writes there and empties it.
 * @throws Error that lists everything that speaks against it; nothing was written then.
 */
export async function checkFence(client: SaltoClient, target: ContractTarget): Promise<void> {
  const { accessLevel, zone, slots } = target;
  const isFenced = ({ timetable }: SaltoZonePermission): boolean => slots.from <= timetable && timetable <= slots.to;
  const problems: string[] = [];

  const zones = await collectTold(client.zones.list());
  if (zones?.every(({ id }) => id !== zone)) problems.push('ACX_SALTO_ZONE: Space has no zone with exactly this id');

  const levels = await collectTold(client.accessLevels.list({ zonePermissions: true }));
  const fenced = levels?.find(({ id }) => id === accessLevel);
  if (levels !== undefined && fenced === undefined)
    problems.push('ACX_SALTO_ACCESS_LEVEL: Space has no access level with exactly this EXT ID');
  const rights = fenced?.zonePermissions ?? [];
  if (rights.some((right) => right.zone !== zone || !isFenced(right)))
    problems.push('ACX_SALTO_ACCESS_LEVEL: it has a right that is not from here; use an access level without zones');
  const others = (levels ?? []).filter(({ id }) => id !== accessLevel);
  if (others.some(({ zonePermissions = [] }) => zonePermissions.some(isFenced)))
    problems.push('ACX_SALTO_SLOTS: another access level uses one of these timetables');

  const timetables = (await readFencedTimetables(client, target)) ?? [];
  const isFromHere = (timetable: SaltoTimetable): boolean =>
    timetable.intervals.length === 0 ||
    // What a contract that was cut off has left; whose else it is, only the rights tell.
    (levels === undefined ? timetable.name === CONTRACT_TIMETABLE : !isForeignTimetable(timetable));
  const taken = timetables.filter((timetable) => !isFromHere(timetable)).map(({ id }) => id);
  if (taken.length > 0) problems.push(`ACX_SALTO_SLOTS: timetables ${taken.join(', ')} are not empty`);

  if (problems.length > 0)
    throw new Error(`The contract was not started.\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}

/** Takes away what the contract has written. Resolves with how much of it is still there. */
export async function clearFence(client: SaltoClient, target: ContractTarget): Promise<number> {
  const { accessLevel: id, zone, slots } = target;
  const level = await collectTold(once(() => client.accessLevels.find(id)));
  if (level === undefined || hasEffect(level[0])) {
    const kept = level?.[0]?.zonePermissions?.filter((right) => right.zone !== zone) ?? [];
    // The first takes effect where lists are merged, the second where they are replaced.
    const cleared = [...kept, clearedRecord(zone, slots.from)];
    await client.accessLevels.update({ id, zonePermissions: cleared }).catch(ignoreRefusal);
    await client.accessLevels.update({ id, zonePermissions: kept });
  }
  const timetables = await readFencedTimetables(client, target);
  const numbers = Array.from({ length: slots.to - slots.from + 1 }, (_, index) => slots.from + index);
  const filled = timetables?.filter(({ intervals }) => intervals.length > 0).map(({ id: slot }) => slot) ?? numbers;
  for (const slot of filled) await client.timetables.update({ id: slot, name: CONTRACT_TIMETABLE, intervals: [] });

  const after = await collectTold(once(() => client.accessLevels.find(id)));
  const left = await readFencedTimetables(client, target);
  return (hasEffect(after?.[0]) ? 1 : 0) + (left?.filter(({ intervals }) => intervals.length > 0).length ?? 0);
}

async function* once<Item>(work: () => Promise<Item | undefined>): AsyncGenerator<Item, void, void> {
  const item = await work();
  if (item !== undefined) yield item;
}

function hasEffect(level: SaltoAccessLevel | undefined): boolean {
  return level?.zonePermissions?.some((right) => !isClearedRecord(right)) ?? false;
}

/** Where a right cannot be changed, it may still be possible to take it away. */
function ignoreRefusal(failure: unknown): void {
  if (!isSaltoCode(failure, 7, 10, 12)) throw failure;
}

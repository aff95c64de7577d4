import { isSameJson } from '@acx/core/provider';
import type { SaltoZonePermission } from '../src/wire/salto-access-level';
import type { SaltoClient } from '../src/wire/salto-client';
import { saltoDays } from '../src/wire/salto-day';
import { saltoProfile } from '../src/wire/salto-profile';
import type { SaltoTimetable } from '../src/wire/salto-timetable';
import { childrenOf, textElement } from '../src/wire/salto-xml-element';
import { CONTRACT_TIMETABLE, collectTold, readFencedTimetables } from './contract-fence';
import type { ContractTarget } from './contract-target';
import { outcomeOf } from './describe-outcome';

/** Options of the provider that an installation turned out to need. */
export interface NeededOptions {
  readonly readsAccessLevels: boolean;
  readonly zoneLists: 'replace' | 'merge';
}

const DAY_MS = 86_400_000;
/** Far enough ahead that no door opens. */
export const DAYS_AHEAD = 60;
const NOT_TOLD = 'not told';
const UNKNOWN_ID = 'ACX-CONTRACT-NOT-THERE';
/** What SHIP itself does, call by call. */
export async function observeSpace(
  client: SaltoClient,
  target: ContractTarget,
  seen: Record<string, string>,
  nowMs: number,
): Promise<NeededOptions> {
  const { accessLevel, slots } = target;
  const { protocol, version, localDateTime } = await client.getInfo();
  seen['the protocol is'] = `${protocol} ${version}`;
  seen['it tells its time'] = told(localDateTime !== undefined);
  seen['zones can be read'] = told((await collectTold(client.zones.list({ doors: true }))) !== undefined);
  const readsAccessLevels = (await collectTold(client.accessLevels.list())) !== undefined;
  seen['access levels can be read'] = told(readsAccessLevels);
  seen['a page begins with the id that is asked for'] = readsAccessLevels
    ? await observePage(client, target)
    : NOT_TOLD;
  seen['the newest events can be read'] = await outcomeOf(() =>
    client.auditTrail.read({ limit: 2, isDescending: true }),
  );

  const timetable = (id: number, endsAt: string): SaltoTimetable => ({
    id,
    name: CONTRACT_TIMETABLE,
    description: '',
    intervals: [{ startsAt: '22:00:00', endsAt, days: saltoDays }],
  });
  const late = timetable(slots.from, '23:59:59');
  seen['a timetable is written'] = await outcomeOf(() => client.timetables.update(late));
  const held = (await readFencedTimetables(client, target))?.find(({ id }) => id === slots.from);
  seen['a timetable comes back as written'] = held === undefined ? NOT_TOLD : same(held.intervals, late.intervals);
  seen['24:00:00 is taken as an end'] = await outcomeOf(() =>
    client.timetables.update(timetable(slots.from + 1, '24:00:00')),
  );
  return { readsAccessLevels, zoneLists: await observeList(client, target, seen, { nowMs, accessLevel }) };
}

/** The list of the fenced access level, and whether an empty one takes its right away. */
async function observeList(
  client: SaltoClient,
  { zone, slots }: ContractTarget,
  seen: Record<string, string>,
  { nowMs, accessLevel: id }: { nowMs: number; accessLevel: string },
): Promise<NeededOptions['zoneLists']> {
  const date = new Date(nowMs + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
  const period = { startsAt: `${date}T00:00:00`, endsAt: `${date}T23:59:59` };
  const right: SaltoZonePermission = { zone, timetable: slots.from, period };
  const read = async (): Promise<SaltoZonePermission | undefined> =>
    (await client.accessLevels.find(id))?.zonePermissions?.find((found) => found.zone === zone);
  const write = (zonePermissions: readonly SaltoZonePermission[], level = id): Promise<string> =>
    outcomeOf(() => client.accessLevels.update({ id: level, zonePermissions }));
  const isTold = seen['access levels can be read'] === 'yes';
  const tell = async (what: () => Promise<string>): Promise<string> => (isTold ? what() : NOT_TOLD);

  seen['a right is written'] = await write([right]);
  seen['a right comes back as written'] = await tell(async () => {
    const { source: _, ...found } = (await read()) ?? {};
    return same(found, right);
  });
  seen['the same right again'] = await write([right]);
  seen['another time for the same right'] = await write([{ ...right, timetable: slots.from + 1 }]);
  seen['an unknown zone'] = await write([{ ...right, zone: UNKNOWN_ID }]);
  seen['the right is still there after that'] = await tell(async () => told((await read()) !== undefined));
  seen['an unknown access level'] = await write([], UNKNOWN_ID);
  seen['an empty list'] = await write([]);
  seen['an empty list takes the right away'] = await tell(async () => told((await read()) === undefined));
  return seen['an empty list takes the right away'] === 'no' ? 'merge' : 'replace';
}

/** Whether the page that is asked for by an id holds that id itself. */
async function observePage(client: SaltoClient, { accessLevel }: ContractTarget): Promise<string> {
  const { requests, paging, accessLevel: names } = saltoProfile;
  const params = [textElement(paging.maximumCount, 2), textElement(paging.fromAccessLevel, accessLevel)];
  const answer = await client.call(requests.readAccessLevels, params, { isWrite: false });
  const records = childrenOf(answer).find(({ name }) => name === names.list);
  const ids = childrenOf(records ?? { name: names.list }).map((record) => {
    return childrenOf(record).find(({ name }) => name === names.id)?.text;
  });
  return told(ids.includes(accessLevel));
}

function told(isSo: boolean): string {
  return isSo ? 'yes' : 'no';
}

/** `yes`, or what came back instead: times and numbers of the fenced records, nobody's data. */
function same(found: object, written: object): string {
  return isSameJson(found, written) ? 'yes' : `no: ${JSON.stringify(found)}`;
}

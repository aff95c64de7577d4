import { AcxError, type CallOptions, type Outcome } from '@acx/core/provider';
import { clearedRecord, isClearedRecord, renewRecord, stateToRecord } from '../convert/salto-record';
import { intervalsToTimetable } from '../convert/salto-timetable-content';
import { isSaltoCode } from '../salto-errors';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import type { SaltoClient } from '../wire/salto-client';
import type { Edit, LevelWork } from './salto-level-work';
import { rememberOwnList } from './salto-level-zones';
import { applied, failed } from './salto-outcome';
import { isOurRecord } from './salto-own-records';
import { unchangeable } from './salto-refusals';
import { retireSlot, seizeSlot } from './salto-timetable-pool';

/** Writes the list once for all; only when Space refuses it for good, each change alone, so that one bad zone harms no other. */
export async function writeZones(
  work: LevelWork,
  edits: readonly Edit[],
  outcomes: Map<string, Outcome>,
): Promise<void> {
  if (edits.length === 0) return;
  try {
    await writeList(work, edits);
    for (const edit of edits) outcomes.set(edit.grantKey, applied(edit));
  } catch (failure) {
    const isRefused = AcxError.isInstance(failure) && !failure.isRetryable && failure.effect === 'none';
    const [first, ...more] = edits;
    if (more.length > 0 && isRefused && failure.code !== 'authentication')
      for (const edit of edits) await writeZones(work, [edit], outcomes);
    else if (first !== undefined && more.length === 0 && isKnownPairRefused(work, first, failure))
      outcomes.set(first.grantKey, await giveWay(work, first));
    else for (const { grantKey } of edits) outcomes.set(grantKey, failed(grantKey, failure));
  }
}

async function writeList(work: LevelWork, edits: readonly Edit[]): Promise<void> {
  const { writer, accessLevel, own, options } = work;
  const { client, zoneLists, periodRules } = writer;
  const byZone = new Map(edits.map((edit) => [edit.zone, edit]));
  const changed = edits.flatMap(({ zone, state, slot }): SaltoZonePermission[] => {
    if (state !== undefined && slot !== undefined) return [stateToRecord(state, slot, periodRules)];
    const former = work.zones.find((record) => record.zone === zone && !isClearedRecord(record));
    if (zoneLists === 'merge' && (former !== undefined || !writer.readsAccessLevels))
      return [clearedRecord(zone, former?.timetable ?? writer.range.from)];
    return [];
  });
  const kept = work.zones
    .filter(({ zone }) => !byZone.has(zone))
    .map((record) => (isOurRecord(own, record) ? renewRecord(record, periodRules) : record));
  const next = [...kept, ...changed];
  const isRemoving = kept.length < work.zones.length;
  // Where Space does not tell, a write in doubt may have left more than we remember: then the list is written to be sure.
  if (changed.length === 0 && !isRemoving && writer.readsAccessLevels) return;
  const sent = zoneLists === 'merge' ? changed : next;
  if (sent.length > 0 || zoneLists === 'replace')
    await updateList({ client, accessLevel, zonePermissions: sent, options });
  work.zones = next;
  const ours = next.filter((record) => isOurRecord(own, record));
  work.ownVersion = await rememberOwnList(writer, accessLevel, ours, { ownVersion: work.ownVersion, options });
}

const WRONG_DATA_TYPE = 503;
const PAIR_REFUSED = [7, 10, 12];

/** Space merges lists and does not take a pair that it has: then what it has can be neither changed nor taken away. */
function isKnownPairRefused({ writer, zones }: LevelWork, { zone }: Edit, failure: unknown): boolean {
  const isKnown = zones.some((record) => record.zone === zone);
  return writer.zoneLists === 'merge' && isKnown && isSaltoCode(failure, ...PAIR_REFUSED);
}

/**
 * Where a record cannot be taken away, its timetable can be emptied, if nobody else uses it: then it opens nothing. The slot is never used again.
 * A change that is refused stays refused.
 */
async function giveWay(work: LevelWork, edit: Edit): Promise<Outcome> {
  const { writer, lane, book, zones, options } = work;
  const slot = zones.find(({ zone }) => zone === edit.zone)?.timetable;
  if (edit.state !== undefined || slot === undefined) return failed(edit.grantKey, unchangeable(writer, edit.zone));
  // Taken first, so that nobody begins to share it meanwhile.
  const seized = (await book.change((pool) => seizeSlot(pool, slot, edit.grantKey, lane))).slots[slot];
  if (seized?.content !== undefined) return failed(edit.grantKey, unchangeable(writer, edit.zone));
  try {
    await writer.client.timetables.update(intervalsToTimetable([], slot, writer.endOfDay), options);
    await book.change((pool) => retireSlot(pool, slot));
    return applied(edit);
  } catch (failure) {
    return failed(edit.grantKey, failure);
  }
}

/** Everything of others word for word; only a Space that does not read dates as it writes them itself is sent them in full. */
async function updateList(write: {
  client: SaltoClient;
  accessLevel: string;
  zonePermissions: readonly SaltoZonePermission[];
  options: CallOptions;
}): Promise<void> {
  const { client, accessLevel: id, zonePermissions, options } = write;
  try {
    await client.accessLevels.update({ id, zonePermissions }, options);
  } catch (failure) {
    const isOurs = zonePermissions.every(({ source, period }) => source === undefined || period === undefined);
    if (isOurs || !isSaltoCode(failure, WRONG_DATA_TYPE)) throw failure;
    await client.accessLevels.update({ id, zonePermissions, hasPlainDates: true }, options);
  }
}

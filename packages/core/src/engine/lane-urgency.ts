import type { Composition } from '../model/composition';
import { earliestAfter, type Instant } from '../model/instant';
import { isTriedAgain } from '../policy/worth-trying';
import type { PermissionRecord } from '../ports/ledger-records';

/**
 * From when on it matters that the vendor holds the right, or holds it no more: its start, buffers included, or now where that has passed.
 * `undefined` for what is over.
 */
export function mattersFrom({ permission, status }: PermissionRecord, now: Instant): Instant | undefined {
  if (status.state === 'ended') return undefined;
  const { startsAt } = permission.bufferedWindow;
  return startsAt > now ? startsAt : now;
}

/** From when on the next write for a permission matters, once its lane was worked on; `undefined` when none has to be. */
export function nextWriteMattersFrom(
  record: PermissionRecord,
  composition: Composition | undefined,
  now: Instant,
): Instant | undefined {
  const { state, error, windows, waitingReason } = record.status;
  // Nobody tries it until somebody asks for it.
  if (state === 'failed' || (error !== undefined && !isTriedAgain(error))) return undefined;
  const isInPlace = state === 'live' || (state === 'scheduled' && waitingReason === undefined);
  if (!isInPlace) return mattersFrom(record, now);
  // Where the vendor ends it by itself, nobody has to be in time.
  return composition?.lapsesAt === undefined ? earliestAfter(now, ...windows.map(({ endsAt }) => endsAt)) : undefined;
}

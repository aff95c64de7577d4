import {
  type CallOptions,
  ConflictError,
  fingerprint,
  type JsonValue,
  ProviderCallError,
  parseWithMessages,
  ResponseValidationError,
  requireStorage,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import type { SaltoFixedZone } from '../salto-options';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import type { TimetableBookOptions } from './salto-timetable-book';

/** How the zone lists of access levels are known and written. */
export interface LevelZonesOptions extends TimetableBookOptions {
  readonly zoneLists: 'replace' | 'merge';
  readonly readsAccessLevels: boolean;
  readonly fixedZones: readonly SaltoFixedZone[];
}

/** The zones of one access level as far as we know. */
export interface LevelZones {
  readonly zones: readonly SaltoZonePermission[];
  /** Of the list that we remember ourselves, where Space does not tell. */
  readonly ownVersion?: number;
}

/** Reads them; `undefined` where Space has no such level. */
export async function readLevelZones(
  settings: LevelZonesOptions,
  accessLevel: string,
  options: CallOptions,
): Promise<LevelZones | undefined> {
  const { providerId, client, readsAccessLevels } = settings;
  if (!readsAccessLevels) return readOwnList(settings, accessLevel, options);
  const level = await client.accessLevels.find(accessLevel, options);
  if (level === undefined) return undefined;
  if (level.zonePermissions !== undefined) return { zones: level.zonePermissions };
  // Without the list, writing one would take every other zone away from the level.
  throw new ResponseValidationError({
    providerId,
    operation: 'readAccessLevels',
    effect: 'none',
    problems: [{ path: 'zonePermissions', message: 'is missing although it was asked for' }],
  });
}

/** What an access level that Space does not tell of has: what the options say, and what we wrote last. */
async function readOwnList(
  { providerId, fixedZones }: LevelZonesOptions,
  accessLevel: string,
  options: CallOptions,
): Promise<LevelZones> {
  const stored = await requireStorage(providerId, options).read(keyOf(accessLevel));
  const result = parseWithMessages(listSchema, stored?.value ?? []);
  if (!result.success)
    throw new ProviderCallError({
      providerId,
      operation: 'readAccessLevels',
      message: `${providerId}: the stored zone list of an access level cannot be read, so nothing was written. Run the version of this package that made it, or a newer one.`,
    });
  const own = fixedZones.filter((fixed) => fixed.accessLevel === accessLevel);
  const common = fixedZones.filter(
    (fixed) => fixed.accessLevel === '*' && own.every(({ zone }) => zone !== fixed.zone),
  );
  const fixed = [...common, ...own].map(({ zone, timetable }) => ({ zone, timetable }));
  return { zones: [...fixed, ...result.data], ownVersion: stored?.version };
}

/**
 * Remembers what was written, where Space does not tell.
 * @param known.ownVersion Of the list that this one was made from: a worker that stood still meanwhile must not overwrite a newer one.
 * @returns the version of what is remembered now.
 */
export async function rememberOwnList(
  settings: LevelZonesOptions,
  accessLevel: string,
  own: readonly SaltoZonePermission[],
  { ownVersion, options }: { readonly ownVersion: number | undefined; readonly options: CallOptions },
): Promise<number | undefined> {
  if (settings.readsAccessLevels) return undefined;
  const storage = requireStorage(settings.providerId, options);
  const value: JsonValue = own.map(({ zone, timetable, period }) => ({ zone, timetable, ...(period && { period }) }));
  if (await storage.compareAndSet(keyOf(accessLevel), { expectedVersion: ownVersion, value }))
    return (await storage.read(keyOf(accessLevel)))?.version;
  throw new ConflictError({
    what: 'zones',
    message: `${settings.providerId}: the remembered zone list of an access level was changed by somebody else meanwhile, so it is not known what the level has. It is written again.`,
    isRetryable: true,
    effect: 'unknown',
  });
}

const listSchema = z.array(
  z.object({
    zone: z.string(),
    timetable: z.int(),
    period: z.optional(z.object({ startsAt: z.string(), endsAt: z.string() })),
  }),
);

function keyOf(accessLevel: string): string {
  return `zones/${fingerprint(accessLevel)}`;
}

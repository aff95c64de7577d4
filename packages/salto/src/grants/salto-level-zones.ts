import {
  type CallOptions,
  ConflictError,
  fingerprint,
  type JsonValue,
  ProviderCallError,
  parseWithMessages,
  ResponseValidationError,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import type { SaltoFixedZone } from '../salto-options';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import { requireStorage, type TimetableBookOptions } from './salto-timetable-book';

/** How the zone lists of access levels are known and written. */
export interface LevelZonesOptions extends TimetableBookOptions {
  readonly zoneLists: 'replace' | 'merge';
  readonly readsAccessLevels: boolean;
  readonly fixedZones: readonly SaltoFixedZone[];
}

/** The zones of one access level as far as we know; `undefined` where Space has no such level. */
export async function readLevelZones(
  settings: LevelZonesOptions,
  accessLevel: string,
  options: CallOptions,
): Promise<SaltoZonePermission[] | undefined> {
  const { providerId, client, readsAccessLevels } = settings;
  if (!readsAccessLevels) return readOwnList(settings, accessLevel, options);
  const level = await client.accessLevels.find(accessLevel, { signal: options.signal });
  if (level === undefined) return undefined;
  if (level.zonePermissions !== undefined) return [...level.zonePermissions];
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
): Promise<SaltoZonePermission[]> {
  const stored = await requireStorage(providerId, options).read(keyOf(accessLevel));
  const result = parseWithMessages(listSchema, stored?.value ?? []);
  if (!result.success)
    throw new ProviderCallError({
      providerId,
      operation: 'readAccessLevels',
      message: `${providerId}: the stored zone list of an access level cannot be read, so nothing was written. It was made by another version.`,
    });
  const fixed = fixedZones.filter((fixedZone) => [accessLevel, '*'].includes(fixedZone.accessLevel));
  return [...fixed.map(({ zone, timetable }) => ({ zone, timetable })), ...result.data];
}

/** Remembers what was written, where Space does not tell. Only one worker at a time writes a level, so the newest list wins. */
export async function rememberOwnList(
  settings: LevelZonesOptions,
  accessLevel: string,
  own: readonly SaltoZonePermission[],
  options: CallOptions,
): Promise<void> {
  if (settings.readsAccessLevels) return;
  const storage = requireStorage(settings.providerId, options);
  const value: JsonValue = own.map(({ zone, timetable, period }) => ({ zone, timetable, ...(period && { period }) }));
  const stored = await storage.read(keyOf(accessLevel));
  if (await storage.compareAndSet(keyOf(accessLevel), { expectedVersion: stored?.version, value })) return;
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

import type { Clock } from '@acx/core/provider';
import type { SaltoClient } from '../wire/salto-client';
import type { SaltoCallOptions } from '../wire/salto-session';

/** To which access levels and zones the people and doors of the audit trail belong. */
export interface SaltoWhereabouts {
  /** Access levels of a cardholder; none for somebody unknown. */
  levelsOf(user: string, options: SaltoCallOptions): Promise<readonly string[]>;
  /** Zones of a door; none for a door that is unknown. */
  zonesOf(door: string, options: SaltoCallOptions): Promise<readonly string[]>;
}

/** Who moves house or which door changes its zone is seen after so much time. */
const OUTDATED_MS = 3_600_000;
/** Somebody unknown makes us look again, but not more often than this. */
const PATIENCE_MS = 60_000;

/** Reads users and doors when they are first needed and keeps ids only: no names. */
export function createSaltoWhereabouts(options: { client: SaltoClient; clock: Clock }): SaltoWhereabouts {
  const { client, clock } = options;
  const levels = createLookup(clock, async (callOptions) => {
    const found = new Map<string, readonly string[]>();
    for await (const { id, accessLevels } of client.users.list({ ...callOptions, accessLevels: true }))
      found.set(id, accessLevels ?? []);
    return found;
  });
  const zones = createLookup(clock, async (callOptions) => {
    const found = new Map<string, readonly string[]>();
    for await (const door of client.doors.list({ ...callOptions, zones: true })) found.set(door.id, door.zones ?? []);
    return found;
  });
  return { levelsOf: levels, zonesOf: zones };
}

function createLookup(
  clock: Clock,
  read: (callOptions: SaltoCallOptions) => Promise<ReadonlyMap<string, readonly string[]>>,
): (id: string, callOptions: SaltoCallOptions) => Promise<readonly string[]> {
  let known: ReadonlyMap<string, readonly string[]> = new Map();
  let readAtMs = Number.NEGATIVE_INFINITY;
  return async (id, callOptions) => {
    const ageMs = clock.nowMs() - readAtMs;
    if (ageMs >= OUTDATED_MS || (!known.has(id) && ageMs >= PATIENCE_MS)) {
      known = await read(callOptions);
      readAtMs = clock.nowMs();
    }
    return known.get(id) ?? [];
  };
}

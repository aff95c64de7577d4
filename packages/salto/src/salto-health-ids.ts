import type { CallOptions, ExpectedIdentities, HealthFinding } from '@acx/core/provider';
import type { SaltoClient } from './wire/salto-client';

/**
 * Looks whether Space has exactly the ids that the directory names: zones by name, access levels counted only. A difference of capital letters or
 * blanks is told, because it is the usual mistake.
 */
export async function checkExactIds(
  { client, readsAccessLevels }: { readonly client: SaltoClient; readonly readsAccessLevels: boolean },
  expected: ExpectedIdentities | undefined,
  options: CallOptions,
): Promise<HealthFinding[]> {
  if (expected === undefined) return [];
  const findings: HealthFinding[] = [];
  const zones = await collectIds(client.zones.list(options));
  const unknown = expected.places.filter((place) => !zones.has(place));
  for (const place of unknown)
    findings.push({
      area: 'places',
      status: 'failed',
      message: `Space has no zone ${place}. ${hint(place, zones)} Ids must be exactly the same.`,
    });
  if (unknown.length === 0)
    findings.push({ area: 'places', status: 'ok', message: `All zones in use (${expected.places.length}) are there.` });
  if (!readsAccessLevels) return findings;

  const levels = await collectIds(client.accessLevels.list(options));
  const missing = expected.subjects.filter((subject) => !levels.has(subject));
  const alike = missing.filter((subject) => findAlike(subject, levels) !== undefined).length;
  findings.push(
    missing.length === 0
      ? { area: 'subjects', status: 'ok', message: `All access levels in use (${expected.subjects.length}) are there.` }
      : {
          area: 'subjects',
          status: 'failed',
          message: `Space has ${missing.length} of ${expected.subjects.length} access levels not under the EXT ID that the directory names; ${alike} of them differ in capital letters or blanks only. Ids must be exactly the same.`,
        },
  );
  return findings;
}

async function collectIds(items: AsyncIterable<{ readonly id: string }>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id } of items) ids.add(id);
  return ids;
}

function hint(id: string, known: ReadonlySet<string>): string {
  const alike = findAlike(id, known);
  return alike === undefined ? 'Check the Zone ID in ProAccess Space.' : `It has ${JSON.stringify(alike)}.`;
}

function findAlike(id: string, known: ReadonlySet<string>): string | undefined {
  const plain = (text: string): string => text.replaceAll(/[\s_-]/g, '').toLowerCase();
  return [...known].find((other) => plain(other) === plain(id));
}

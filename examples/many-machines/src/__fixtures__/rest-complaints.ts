import * as z from 'zod/mini';
import type { WorkerCrew } from './worker-crew';

const QUIET_MS = 1_000;
const PROVIDER_IDS = ['riverside', 'space', 'garage'];

const healthSchema = z.object({
  lagMs: z.number(),
  late: z.object({ total: z.number() }),
  waitingNotices: z.number(),
  paused: z.array(z.unknown()),
});
const driftSchema = z.object({ drift: z.array(z.unknown()) });

/** Why the workers are not at rest: something is under way, about to begin, late, not told, or not as the ledger has it. */
export async function restComplaints(
  crew: WorkerCrew,
  { edgesMs, quietFromMs }: { edgesMs: Iterable<number>; quietFromMs: number },
): Promise<string[]> {
  const nowMs = Date.now();
  if (nowMs < quietFromMs) return ['lanes of workers that were killed have not run out'];
  if ([...edgesMs].some((edgeMs) => nowMs - QUIET_MS < edgeMs && edgeMs < nowMs + 10 * QUIET_MS))
    return ['something begins or ends soon'];
  if (crew.members.some(({ fronts }) => fronts.open.size > 0 || nowMs - fronts.lastAtMs < QUIET_MS))
    return ['a vendor was called a moment ago'];
  const { lagMs, late, waitingNotices, paused } = healthSchema.parse(await crew.ask('/health'));
  const complaints: string[] = [];
  if (lagMs > 0) complaints.push(`work has been waiting for ${lagMs} ms`);
  if (paused.length > 0) complaints.push(`${paused.length} installations are paused`);
  if (late.total > 0) complaints.push(`${late.total} rights are late`);
  if (waitingNotices > 0) complaints.push(`${waitingNotices} notices wait`);
  if (complaints.length > 0) return complaints;
  for (const providerId of PROVIDER_IDS) {
    const { drift } = driftSchema.parse(await crew.ask(`/drift/${providerId}`));
    if (drift.length > 0) complaints.push(`${providerId} differs from the ledger: ${JSON.stringify(drift)}`);
  }
  return complaints;
}

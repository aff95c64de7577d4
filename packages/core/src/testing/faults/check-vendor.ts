import type { CheckReport } from '../../engine/check-drift';
import type { FaultWorld } from './fault-world';

/** How long an administrator waits for a check. */
const PATIENCE_MS = 60_000;

/**
 * An administrator has the vendor checked. Resolves with what was found; with nothing when it could not be done.
 * @param allowMassRevocation The administrator has looked at what the brake has stopped. Default false.
 */
export async function checkVendor(
  world: FaultWorld,
  mode: 'heal' | 'report',
  allowMassRevocation = false,
): Promise<CheckReport | undefined> {
  const { crew, clock, judge, vendor, wishes, weather, manifest } = world;
  const process = crew.any();
  if (process === undefined || !manifest.listing) return undefined;
  const startedMs = clock.nowMs();
  const patience = new AbortController();
  const cancelTimer = clock.schedule('host', PATIENCE_MS, () => patience.abort());
  const work = process.during(
    process.access.check({ providerId: manifest.id, mode, allowMassRevocation, signal: patience.signal }),
  );
  const report = await Promise.race([work.catch(() => undefined), process.gate.died.then(() => undefined)]);
  cancelTimer();
  judge.note(`check (${mode}): ${report === undefined ? 'could not be done' : `${report.drift.length} differences`}`);
  if (report !== undefined && mode === 'heal') {
    for (const pair of vendor.healed(startedMs)) wishes.touch(pair);
    // A repair is written by the ordinary work, which may be waiting for its next try.
    if (report.drift.length > 0) weather.trouble();
  }
  return report;
}

import type { Figures } from '../contract/vendors';
import type { Engine } from './engine';

/** How the work goes, for a dashboard. */
export async function readFigures(engine: Engine, ledger: string): Promise<Figures> {
  const { lagMs, late, waitingNotices, waitingEvents, paused } = await engine.access.health();
  return {
    ...{ lagSeconds: Math.round(lagMs / 1_000), late: late.byState, waitingNotices, waitingEvents, ledger },
    paused: paused.map(({ providerId: id, until }) => ({ id, until })),
    workers: engine.workers,
  };
}

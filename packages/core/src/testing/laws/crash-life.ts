import type { Ledger } from '../../ports/ledger';
import { Crash, createCrashPoints } from './crash-points';
import type { HistoryStep } from './history-step';
import type { lawManifests } from './law-manifests';
import { createLawWorld } from './law-world';
import { comeToRest, createPlay, playStep } from './play-history';

/** A short life with everything in it: two people, a shared right, a move, a cancellation, time that passes. */
const life: readonly HistoryStep[] = [
  { type: 'put', booking: { id: 'b1', resourceId: 'gym', startMinute: 15, endMinute: 45, holderIds: ['ada', 'ben'] } },
  { type: 'put', booking: { id: 'b2', resourceId: 'gym', startMinute: 60, endMinute: 90, holderIds: ['ada'] } },
  { type: 'put', booking: { id: 'b1', resourceId: 'gym', startMinute: 20, endMinute: 50, holderIds: ['ada'] } },
  { type: 'advance', minutes: 30 },
  { type: 'put', booking: { id: 'b3', resourceId: 'hall', startMinute: 40, endMinute: 70, holderIds: ['cleo'] } },
  { type: 'cancel', id: 'b1' },
  { type: 'advance', minutes: 5 },
];

/**
 * Plays the life and crashes at the given moment, or not at all when it is over by then. The host repeats what was not answered, as hosts do.
 * @param ledgers On what it is played, if not in memory; after the crash it is opened anew.
 */
export async function playWithCrash(
  manifest: (typeof lawManifests)[number]['manifest'],
  crashAt: number,
  ledgers: { readonly first?: Ledger; readonly reopen?: () => Promise<Ledger> } = {},
) {
  const points = createCrashPoints(crashAt);
  const world = createLawWorld({ manifest, wrap: points.wrap, ledger: ledgers.first });
  const play = createPlay();
  for (const step of life) {
    const minute = play.minute;
    const wasCrashed = points.isCrashed;
    await playStep(world, play, step).catch((failure: unknown) => {
      if (!(failure instanceof Crash)) throw failure;
    });
    if (points.isCrashed && !wasCrashed) {
      world.restart(await ledgers.reopen?.());
      const left = step.type === 'advance' ? { ...step, minutes: step.minutes - (play.minute - minute) } : step;
      await playStep(world, play, left);
    }
  }
  const { isCrashed } = points;
  if (isCrashed) await comeToRest(world, play);
  return { world, play, isCrashed };
}

import type { Clock } from '../ports/clock';

const QUIET_MS = 60_000;

/** Lets something be said at most once a minute, however often it happens. */
export function createRarely(clock: Clock): (say: () => void) => void {
  let saidAtMs: number | undefined;
  return (say) => {
    const nowMs = clock.nowMs();
    // A clock that was set back must not silence it until it has caught up.
    if (saidAtMs !== undefined && nowMs >= saidAtMs && nowMs - saidAtMs < QUIET_MS) return;
    saidAtMs = nowMs;
    say();
  };
}

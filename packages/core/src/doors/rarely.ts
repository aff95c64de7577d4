import type { Clock } from '../ports/clock';

/** Lets something be said at most once a minute, however often it happens. */
export function createRarely(clock: Clock): (say: () => void) => void {
  let quietUntilMs = Number.NEGATIVE_INFINITY;
  return (say) => {
    if (clock.nowMs() < quietUntilMs) return;
    quietUntilMs = clock.nowMs() + 60_000;
    say();
  };
}

/** A law that was broken in a history. */
export interface FaultViolation {
  /** Which law, in a few words. */
  readonly law: string;
  readonly message: string;
  /** The step of the history in which it was seen, from 1. */
  readonly step: number;
  /** When it was seen, in minutes after the start of the history. */
  readonly minute: number;
}

/** What became of one history. */
export interface FaultReport {
  readonly seed: number;
  /** The kind of vendor. */
  readonly title: string;
  /** Absent: every law held. */
  readonly violation?: FaultViolation;
  /** What happened last, oldest first. */
  readonly trace: readonly string[];
  readonly steps: number;
  /** How often a process died. */
  readonly crashes: number;
  /** Moments at which a process waited for something and could have died, until the trouble was over. */
  readonly moments: number;
  /** Changes that reached the vendor. */
  readonly landed: number;
}

/** A broken law as people read it: which history, what, when, and what led to it. */
export function formatFaultReport({ seed, title, violation, trace }: FaultReport): string {
  if (violation === undefined) return `Seed ${seed} (${title}): every law held.`;
  const { law, message, step, minute } = violation;
  return [
    `Seed ${seed} (${title}) broke a law in step ${step}, ${minute.toFixed(3)} minutes after the start: ${law}.`,
    message,
    ...trace.map((line) => `  ${line}`),
    `Again, alone: ACX_SEED=${seed}`,
  ].join('\n');
}

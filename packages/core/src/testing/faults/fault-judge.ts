import type { FaultViolation } from './fault-report';

/** Keeps what happened last, and the first law that was broken. */
export interface FaultJudge {
  /** Something happened that helps to understand what comes after it. */
  note(text: string): void;
  /** A law was broken. Only the first time counts: what follows may be its consequence. */
  condemn(law: string, message: string): void;
  /** The history goes on to its next step. */
  step(): void;
  readonly steps: number;
  readonly violation: FaultViolation | undefined;
  readonly trace: readonly string[];
}

/** Lines of the trace that are kept. */
const TRACE_LINES = 60;

/** @param minuteOf Says when it is, in minutes since the start of the history. */
export function createFaultJudge(minuteOf: () => number): FaultJudge {
  const trace: string[] = [];
  let steps = 0;
  let violation: FaultViolation | undefined;
  const note = (text: string): void => {
    if (violation !== undefined) return;
    if (trace.length === TRACE_LINES) trace.shift();
    trace.push(`${minuteOf().toFixed(3)} min: ${text}`);
  };
  return {
    note,
    condemn(law, message) {
      if (violation !== undefined) return;
      note(`LAW BROKEN (${law}): ${message}`);
      violation = { law, message, step: steps, minute: minuteOf() };
    },
    step() {
      steps += 1;
    },
    get steps() {
      return steps;
    },
    get violation() {
      return violation;
    },
    trace,
  };
}

import type { Clock } from '@acx/core/provider';

/** What the product remembers of every accepted action. */
export interface OperatorLogEntry {
  /** ISO-8601, UTC. */
  readonly at: string;
  /** The API user, or `operator` for an edit by hand. */
  readonly user: string;
  /** Operation, or name of the edit. */
  readonly action: string;
  /** Token, or the last four digits of a number. */
  readonly target: string;
}

export interface IpeviaLog {
  readonly entries: readonly OperatorLogEntry[];
  add(entry: Omit<OperatorLogEntry, 'at'>): void;
}

export function createIpeviaLog(clock: Clock): IpeviaLog {
  const entries: OperatorLogEntry[] = [];
  return {
    entries,
    add(entry) {
      entries.push({ at: new Date(clock.nowMs()).toISOString(), ...entry });
    },
  };
}

/** A number that nobody can copy from a log. */
export function maskNumber(value: string): string {
  return `…${value.length > 4 ? value.slice(-4) : ''}`;
}

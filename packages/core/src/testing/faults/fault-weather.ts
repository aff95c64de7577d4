import type { FaultClock } from './fault-clock';

/** What may be wrong for a while. */
export type Spell =
  | 'outage'
  | 'storm'
  | 'errors'
  | 'slow_vendor'
  | 'lossy'
  | 'refusals'
  | 'ledger_down'
  | 'ledger_slow'
  | 'deaf_host';

/** What is wrong now, and since when nothing was. */
export interface FaultWeather {
  begin(spell: Spell, durationMs: number): void;
  is(spell: Spell): boolean;
  /** All of it is over. */
  clear(): void;
  /** Something has gone wrong at the vendor, on the way to it, or in a process. */
  trouble(): void;
  /** Something has gone wrong that keeps notices from being made or taken. */
  silence(): void;
  /** How long nothing has gone wrong. */
  calmMs(): number;
  /** How long nothing has kept notices from being made or taken. */
  audibleMs(): number;
}

const silencing: readonly Spell[] = ['ledger_down', 'ledger_slow', 'deaf_host'];

/** Good weather. */
export function createFaultWeather(clock: Pick<FaultClock, 'nowMs'>): FaultWeather {
  const untilMs = new Map<Spell, number>();
  let troubledMs = Number.NEGATIVE_INFINITY;
  let silencedMs = Number.NEGATIVE_INFINITY;
  const endOf = (spells: Iterable<Spell>): number =>
    Math.max(Number.NEGATIVE_INFINITY, ...[...spells].map((spell) => untilMs.get(spell) ?? Number.NEGATIVE_INFINITY));
  const sinceMs = (endMs: number): number => Math.max(0, clock.nowMs() - endMs);
  return {
    begin(spell, durationMs) {
      untilMs.set(spell, Math.max(untilMs.get(spell) ?? 0, clock.nowMs() + durationMs));
    },
    is: (spell) => (untilMs.get(spell) ?? 0) > clock.nowMs(),
    clear() {
      const nowMs = clock.nowMs();
      for (const [spell, endMs] of untilMs) untilMs.set(spell, Math.min(endMs, nowMs));
    },
    trouble() {
      troubledMs = clock.nowMs();
    },
    silence() {
      troubledMs = clock.nowMs();
      silencedMs = clock.nowMs();
    },
    calmMs: () => sinceMs(Math.max(troubledMs, endOf(untilMs.keys()))),
    audibleMs: () => sinceMs(Math.max(silencedMs, endOf(silencing))),
  };
}

import type { SimulatedHouse } from '../simulated-house';
import type { Wish } from './random-wishes';
import { isIn, wantedSpans } from './wanted-spans';

/** Lines of a timetable. */
const MOST_SPANS = 8;
const DAY_MS = 86_400_000;
/** The resources that open a zone. */
const ZONES = new Map([
  ['GYM', ['gym', 'training-day']],
  ['POOL', ['pool']],
]);

/**
 * What a level opens from now on must be booked; and what is booked on the first date must be open, as far as one record can say it. Later
 * dates wait for their hand-over.
 */
export function judgeSalto(
  { salto, apartments, timeZone }: SimulatedHouse,
  { wishes, samplesMs, nowMs }: { wishes: readonly Wish[]; samplesMs: readonly number[]; nowMs: number },
): string[] {
  const dateOf = (ms: number): string => new Date(ms).toLocaleDateString('sv', { timeZone });
  const complaints: string[] = [];
  for (const { id: holderId, accessLevel } of apartments)
    for (const [zone, resourceIds] of ZONES) {
      const spans = wantedSpans(wishes, { resourceIds, holderId, nowMs });
      const [first] = spans;
      const firstDate = first === undefined ? '' : dateOf(Math.max(nowMs, first.startMs));
      const held = spans.slice(0, MOST_SPANS).filter(({ startMs }) => dateOf(Math.max(nowMs, startMs)) === firstDate);
      for (const atMs of samplesMs) {
        const at = new Date(atMs).toISOString();
        const isOpen = salto.levelOpensZone({ accessLevel, zone, at });
        if (isOpen && !isIn(spans, atMs)) complaints.push(`space opens ${zone} to ${accessLevel} at ${at} unasked`);
        if (!isOpen && isIn(held, atMs)) complaints.push(`space keeps ${zone} shut for ${accessLevel} at ${at}`);
      }
    }
  return complaints;
}

/** Instants from now on at which something could be wrong: around every edge that was ever asked for, today and on the next days. */
export function samplesFrom(edgesMs: Iterable<number>, nowMs: number): number[] {
  const samples = new Set<number>([nowMs]);
  for (const edgeMs of edgesMs)
    for (const days of [0, 1, 2]) {
      const atMs = edgeMs + days * DAY_MS;
      for (const sampleMs of [atMs - 1_000, atMs]) if (sampleMs > nowMs) samples.add(sampleMs);
    }
  return [...samples];
}

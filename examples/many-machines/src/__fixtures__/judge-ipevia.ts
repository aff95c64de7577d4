import type { SimulatedHouse } from '../simulated-house';
import type { Wish } from './random-wishes';
import { isIn, wantedSpans } from './wanted-spans';

/** A card must have one credential when something is booked and none otherwise, and open for exactly the first of its times. */
export function judgeIpevia(
  { ipevia, apartments }: SimulatedHouse,
  { wishes, samplesMs, nowMs }: { wishes: readonly Wish[]; samplesMs: readonly number[]; nowMs: number },
): string[] {
  return apartments.flatMap(({ id: holderId, heldCard }) => {
    const spans = wantedSpans(wishes, { resourceIds: ['parking', 'training-day'], holderId, nowMs }).slice(0, 1);
    const credentials = [...ipevia.state.credentials.values()].filter(({ identifiers }) =>
      identifiers.some(({ value }) => value === heldCard),
    );
    const complaints = samplesMs
      .filter((atMs) => ipevia.opens({ card: heldCard, at: new Date(atMs) }) !== isIn(spans, atMs))
      .map(
        (atMs) => `garage is ${isIn(spans, atMs) ? 'shut' : 'open'} for ${holderId} at ${new Date(atMs).toISOString()}`,
      );
    if (credentials.length !== spans.length)
      complaints.push(`garage has ${credentials.length} credentials of ${holderId}, ${spans.length} wanted`);
    return complaints;
  });
}

/** Middle value of several runs, in milliseconds; the first run is not counted. */
export async function medianMs(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const startedAt = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Two kinds of work in turn, so that a change of the machine's pace hits both: the middle of their ratios, and both middles. */
export async function medianRatio(
  runs: number,
  ours: () => unknown,
  bare: () => unknown,
): Promise<{ ratio: number; oursMs: number; bareMs: number }> {
  const pairs: { ours: number; bare: number }[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const pair = { ours: await medianMs(1, ours), bare: await medianMs(1, bare) };
    if (run > 0) pairs.push(pair);
  }
  const middle = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return {
    ratio: middle(pairs.map((pair) => pair.ours / pair.bare)),
    oursMs: middle(pairs.map((pair) => pair.ours)),
    bareMs: middle(pairs.map((pair) => pair.bare)),
  };
}

/** One line of a result: what, how much, and the goal beside it. */
export function printResult(what: string, value: string, goal: string): void {
  process.stdout.write(`${what.padEnd(72)} ${value.padStart(14)}   goal ${goal}\n`);
}

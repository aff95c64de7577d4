/**
 * Parameters of a property test: how often it runs, and with which seed. A failure repeats with `ACX_SEED=<the printed seed>`;
 * `ACX_RUNS=<factor>` multiplies the runs.
 */
export function seeded(numRuns: number): { seed: number; numRuns: number } {
  const { ACX_SEED: seed, ACX_RUNS: factor } = process.env;
  return {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seed),
    numRuns: Math.round(numRuns * (factor === undefined ? 1 : Number(factor))),
  };
}

import type { Observations } from './observe-contract';

/** One line for each step that the installation and the simulator do not take alike. */
export function listDifferences(seen: Observations, expected: Observations): string[] {
  const steps = new Set([...Object.keys(expected), ...Object.keys(seen)]);
  return [...steps]
    .filter((step) => textOf(seen[step]) !== textOf(expected[step]))
    .map((step) => `${step}: ${textOf(seen[step])}, simulator ${textOf(expected[step])}`);
}

function textOf(observation: unknown): string {
  return observation === undefined ? 'not seen' : JSON.stringify(observation);
}

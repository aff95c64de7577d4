import type { Observations } from './observe-contract';

/** One line for each step that the installation and the simulator do not take alike. */
export function listDifferences(seen: Observations, expected: Observations): string[] {
  const steps = new Set([...Object.keys(expected), ...Object.keys(seen)]);
  return [...steps]
    .filter((step) => seen[step] !== expected[step])
    .map((step) => `${step}: ${seen[step] ?? 'not seen'}; simulator: ${expected[step] ?? 'not seen'}`);
}

/** Options of `createIpevia` that are not the default ones and that the installation needs, as far as the service tells. */
export function listNeededOptions(seen: Observations): string[] {
  const way = seen['rights are held as'];
  if (way === 'a whitelist') return ["strategy: 'whitelist'"];
  return way === 'credentials without time' ? ["validity: 'none'"] : [];
}

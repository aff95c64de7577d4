import type { Observations } from './observe-contract';

/** Where an installation differs from the simulator, one line for each. */
export function listDifferences(seen: Observations, expected: Observations): string[] {
  return Object.keys({ ...expected, ...seen })
    .filter((step) => seen[step] !== expected[step])
    .map((step) => `${step}: ${seen[step] ?? 'not seen'}; simulator: ${expected[step] ?? 'not seen'}`);
}

/** Which options an installation needs, as far as SHIP itself shows it. */
export function listNeededOptions(seen: Observations): string[] {
  const needed: string[] = [];
  if (seen['access levels can be read'] === 'no')
    needed.push(
      'readsAccessLevels: false, and fixedZones with every zone that the access levels have besides the booked ones',
    );
  if (seen['an empty list takes the right away'] === 'no') needed.push("zoneLists: 'merge'");
  if (seen['24:00:00 is taken as an end'] === 'done') needed.push("profile: { time: { endOfDay: '24:00:00' } }");
  return needed;
}

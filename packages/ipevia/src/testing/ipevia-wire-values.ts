import type { IpeviaSwitches } from './ipevia-switches';

/** An instant as answers write it; awkwardly without milliseconds, in every other minute with an offset. */
export function writeInstant(atMs: number, { awkward }: Pick<IpeviaSwitches, 'awkward'>): string {
  if (!awkward) return new Date(atMs).toISOString();
  const isOffset = Math.floor(atMs / 60_000) % 2 === 0;
  const text = new Date(isOffset ? atMs + 3_600_000 : atMs).toISOString().replace(/\.?0*Z$/, '');
  return `${text}${isOffset ? '+01:00' : 'Z'}`;
}

/** Upper case; awkwardly lower case. */
export function writeHex(value: string, { awkward }: Pick<IpeviaSwitches, 'awkward'>): string {
  return awkward ? value.toLowerCase() : value;
}

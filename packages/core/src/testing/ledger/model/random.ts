/** Random choices that come again with the same seed. */
export interface Random {
  /** A whole number from 0, below the count. */
  below(count: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** True so often in a hundred. */
  chance(percent: number): boolean;
  /** 1, 2, 3 and so on: to tell things apart. */
  count(): number;
}

/** Choices from a seed: the generator is mulberry32, small and good enough to mix up a history. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  let counted = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (percent) => next() * 100 < percent,
    count() {
      counted += 1;
      return counted;
    },
  };
}

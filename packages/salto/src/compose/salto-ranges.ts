/** Seconds of a local day, `[from, to)`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The union in order, as the fewest ranges. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) {
      if (to > last.to) merged[merged.length - 1] = { from: last.from, to };
    } else merged.push({ from, to });
  }
  return merged;
}

/** What is in one of `ranges` and in `limits`. */
export function intersectRanges(ranges: readonly Range[], limits: Range): Range[] {
  return ranges.flatMap(({ from, to }) => {
    const cut = { from: Math.max(from, limits.from), to: Math.min(to, limits.to) };
    return cut.from < cut.to ? [cut] : [];
  });
}

/** What is in `ranges` and in none of `others`. */
export function subtractRanges(ranges: readonly Range[], others: readonly Range[]): Range[] {
  let left: Range[] = mergeRanges(ranges);
  for (const other of others)
    left = left.flatMap(({ from, to }) =>
      [
        { from, to: Math.min(to, other.from) },
        { from: Math.max(from, other.to), to },
      ].filter((part) => part.from < part.to),
    );
  return left;
}

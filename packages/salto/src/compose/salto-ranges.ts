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

/** What is in `ranges` and in none of `others`, in order. */
export function subtractRanges(ranges: readonly Range[], others: readonly Range[]): Range[] {
  if (ranges.length === 0) return [];
  const taken = mergeRanges(others);
  const left: Range[] = [];
  let next = 0;
  for (const { from, to } of mergeRanges(ranges)) {
    let begin = from;
    // What ends before this range ends before the later ones, too.
    while ((taken[next]?.to ?? Number.POSITIVE_INFINITY) <= begin) next += 1;
    for (let index = next; index < taken.length && begin < to; index += 1) {
      const other = taken[index];
      if (other === undefined || other.from >= to) break;
      if (other.from > begin) left.push({ from: begin, to: other.from });
      begin = Math.max(begin, other.to);
    }
    if (begin < to) left.push({ from: begin, to });
  }
  return left;
}

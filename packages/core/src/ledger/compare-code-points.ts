/**
 * Order of texts by their code points, for `sort`: the same as the order of their UTF-8 bytes, which databases can keep without knowing any
 * language. `<` goes by UTF-16 units and puts emoji before some letters.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [first, second] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (first !== second) return rank(first) - rank(second);
  }
  return a.length - b.length;
}

/** Surrogates, of which characters beyond the first 65,536 are made, come after everything else. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

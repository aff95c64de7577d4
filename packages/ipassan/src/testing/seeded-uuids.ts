/** Makes uuids that look random and are the same for the same seed. */
export function createSeededUuids(seed: number): () => string {
  let state = seed >>> 0;
  // mulberry32: small, and good enough to keep uuids apart
  const nextWord = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const nextHex = (): string => nextWord().toString(16).padStart(8, '0');
  return () => {
    const hex = nextHex() + nextHex() + nextHex() + nextHex();
    const variant = '89ab'.charAt(nextWord() % 4);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
}

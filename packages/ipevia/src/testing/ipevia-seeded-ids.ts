/** Makes ids of 36 characters, as tokens should have at most. The same for the same seed. */
export function createIpeviaSeededIds(seed: number): () => string {
  let counter = Math.imul(seed, 0x9e3779b1) >>> 0;
  // a counter that is mixed well enough to keep ids apart
  const nextHex = (): string => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0).toString(16).padStart(8, '0');
  };
  return () => {
    const hex = nextHex() + nextHex() + nextHex() + nextHex();
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
}

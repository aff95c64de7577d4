/** Makes ids as Space does for what gets none by hand: 32 upper-case hex characters (known). The same for the same seed. */
export function createSaltoSeededIds(seed: number): () => string {
  let state = seed >>> 0;
  // xorshift over a counter: small, and good enough to keep ids apart
  const nextHex = (): string => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    for (const factor of [0x85ebca6b, 0xc2b2ae35]) mixed = Math.imul(mixed ^ (mixed >>> 15), factor);
    return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).toUpperCase().padStart(8, '0');
  };
  return () => nextHex() + nextHex() + nextHex() + nextHex();
}

import { createSeededWords } from './seeded-words';

/** Makes uuids that look random and are the same for the same seed. */
export function createSeededUuids(seed: number): () => string {
  const nextWord = createSeededWords(seed);
  const nextHex = (): string => nextWord().toString(16).padStart(8, '0');
  return () => {
    const hex = nextHex() + nextHex() + nextHex() + nextHex();
    const variant = '89ab'.charAt(nextWord() % 4);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
}

/** A status word as it is compared: in lower case, without blanks, hyphens and underscores. `No-Show` and `no_show` are one word. */
export function plainWord(word: string): string {
  return word.replace(/[\s_-]/g, '').toLowerCase();
}

/** Tells what words mean. A word that is not listed, and whatever is no text, is `unrecognised`. */
export function createWordReader<Meaning extends string>(
  words: Readonly<Record<string, Meaning>>,
): (value: unknown) => Meaning | 'unrecognised' {
  const meanings = new Map(Object.entries<Meaning>(words).map(([word, meaning]) => [plainWord(word), meaning]));
  return (value) => (typeof value === 'string' ? meanings.get(plainWord(value)) : undefined) ?? 'unrecognised';
}

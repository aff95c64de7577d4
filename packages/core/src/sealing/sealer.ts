/** Makes text unreadable for whoever can read what is stored and has no key, and readable again. */
export interface Sealer {
  /**
   * @param context What the text belongs to, such as one row of one table. Bind it into the sealed text, as additional data of the cipher,
   * so that it cannot be opened as anything else's.
   */
  seal(text: string, context: string): string;
  /**
   * @param context The same as when it was sealed.
   * @throws when the key is not there, or the text was not sealed for this context.
   */
  open(sealed: string, context: string): string;
}

/** True for what has the shape of a sealer. */
export function isSealer(value: unknown): value is Sealer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seal' in value &&
    typeof value.seal === 'function' &&
    'open' in value &&
    typeof value.open === 'function'
  );
}

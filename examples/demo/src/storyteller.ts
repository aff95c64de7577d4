/** Prints a story: chapters, what was done, and what is true afterwards. */
export interface Storyteller {
  chapter(title: string): void;
  /** What somebody does. */
  tell(text: string): void;
  /** What the vendor really holds or does, read from the vendor. */
  show(text: string): void;
}

/** @param write Where the lines go. */
export function createStoryteller(write: (line: string) => void): Storyteller {
  let chapters = 0;
  return {
    chapter(title) {
      chapters += 1;
      write('');
      write(`${chapters}. ${title}`);
    },
    tell: (text) => write(`   ${text}`),
    show: (text) => write(`   │ ${text}`),
  };
}

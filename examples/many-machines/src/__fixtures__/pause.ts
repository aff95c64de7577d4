/** Real time goes by. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks again and again until nothing is wrong any more. @param look What is wrong. @throws with the last of it when the time is up. */
export async function untilNothingIsWrong(
  look: () => readonly string[] | Promise<readonly string[]>,
  { withinMs, everyMs = 100 }: { withinMs: number; everyMs?: number },
): Promise<void> {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const wrong = await look();
    if (wrong.length === 0) return;
    if (Date.now() > endMs) throw new Error(`After ${withinMs / 1000} s this was still wrong:\n${wrong.join('\n')}`);
    await pause(everyMs);
  }
}

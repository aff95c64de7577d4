const CHUNK_BYTES = 65_536;
/** Ends after all, so that a reader that never gives up fails instead of hanging. */
const LAST_BYTES = 16 * 1024 * 1024;

/** A body that begins with a text and goes on with blanks, and how much of it was taken. */
export function createEndlessBody(text: string): { stream: ReadableStream<Uint8Array>; bytesGiven(): number } {
  const blanks = new Uint8Array(CHUNK_BYTES).fill(0x20);
  let bytes = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = bytes === 0 ? new TextEncoder().encode(text) : blanks;
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
      if (bytes >= LAST_BYTES) controller.close();
    },
  });
  return { stream, bytesGiven: () => bytes };
}

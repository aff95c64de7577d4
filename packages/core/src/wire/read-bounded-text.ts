/**
 * The body as UTF-8 text whatever its charset header says; `undefined` when it is longer than allowed.
 * @param signal Ends the reading. Given here although the request has it too: the platform forgets that of a request that was garbage-collected while
 * its answer stands still, and would wait for ever.
 * @throws the reason of the signal.
 */
export async function readBoundedText(
  response: Response,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > maximumBytes) {
    giveUp(response.body);
    return undefined;
  }
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const stop = (): void => giveUp(reader);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > maximumBytes) {
        giveUp(reader);
        return undefined;
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return text + decoder.decode();
}

/** Not waited for: where somebody else has cloned the answer (tracing does), cancelling our half ends only when theirs does. */
function giveUp(body: Pick<ReadableStream, 'cancel'> | null): void {
  body?.cancel().catch(() => {});
}

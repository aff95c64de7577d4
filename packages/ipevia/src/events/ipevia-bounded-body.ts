/** A body as text, or why it was not read to its end. */
export type IpeviaBody = { readonly text: string } | { readonly problem: 'too_long' | 'broken' };

/**
 * Reads a body as UTF-8, chunk by chunk, and keeps no more than is allowed. `broken`: it is not UTF-8, or it ended before its end.
 * @throws the reason of the signal.
 */
export async function readBoundedBody(
  request: Pick<Request, 'headers' | 'body'>,
  maximumBytes: number,
  signal: AbortSignal | undefined,
): Promise<IpeviaBody> {
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) return { problem: 'too_long' };
  if (request.body === null) return { text: '' };
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stop = (): void => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', stop, { once: true });
  let text = '';
  let bytes = 0;
  try {
    signal?.throwIfAborted();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > maximumBytes) {
        stop();
        return { problem: 'too_long' };
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
    text += decoder.decode();
  } catch {
    signal?.throwIfAborted();
    stop();
    return { problem: 'broken' };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
  return { text };
}

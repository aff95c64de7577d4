/**
 * The body as UTF-8 text; `undefined` when it is longer than allowed. No more than that is kept, and the rest is not read.
 * @throws whatever the body fails with.
 */
export async function readBoundedBody(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  maximumBytes: number,
): Promise<string | undefined> {
  if (Number(headers.get('content-length') ?? 0) > maximumBytes) return undefined;
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > maximumBytes) {
      // Not waited for: whoever sends may never hear of it.
      reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

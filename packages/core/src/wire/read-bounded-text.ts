/** The body as UTF-8 text whatever its charset header says; `undefined` when it is longer than allowed. */
export async function readBoundedText(response: Response, maximumBytes: number): Promise<string | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > maximumBytes) {
    await response.body?.cancel();
    return undefined;
  }
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

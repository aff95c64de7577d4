/** A message as it went over the wire, read as far as this host writes messages: plain text in base64. */
export function readMessage(message: string): { readonly id: string; readonly subject: string; readonly body: string } {
  const end = message.indexOf('\r\n\r\n');
  const [head, body] = end === -1 ? [message, ''] : [message.slice(0, end), message.slice(end + 4)];
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string): string =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const isBase64 = header('content-transfer-encoding').toLowerCase() === 'base64';
  return {
    id: header('message-id').replace(/^<|@.*$/g, ''),
    subject: decodeWords(header('subject')),
    body: (isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body).replaceAll('\r\n', '\n'),
  };
}

/** Words of a header that are not in ASCII: `=?UTF-8?Q?…?=`. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, encoded: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(encoded, 'base64').toString('utf8') : decodeQuoted(encoded),
    );
}

function decodeQuoted(encoded: string): string {
  const bytes = encoded
    .replaceAll('_', ' ')
    .replace(/=([\dA-F]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

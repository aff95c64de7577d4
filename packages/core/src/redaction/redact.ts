/** How a field that holds a secret is called, or how its name ends: `access_token`, `refreshToken`, `X-Api-Key`, `pinCode`. */
const secretName = String.raw`[\w-]*(?:token|passw(?:or)?d|passphrase|pwd|secret|api[_-]?key|authorization|pin(?:[_-]?code)?)`;
const quoted = String.raw`"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?`;

// Each is tied to the beginning of a run of characters: tried at every character, a long text would cost the square of its length.
const patterns: readonly [RegExp, string][] = [
  [/(?<![^\s@"<>()[\]{},;:=/?&\\])[^\s@"<>()[\]{},;:=/?&\\]+(?:@|%40)[\p{L}\p{M}\d.-]+/giu, '[e-mail]'],
  [/\b(Bearer|Basic)\s+[^\s"',;<>]+/gi, '$1 [secret]'],
  [
    new RegExp(String.raw`(?<![\w-])(${secretName})(\\*["']?\s*[:=]\s*\\*)(?:${quoted}|[^\s"'&,;}<]+)`, 'gi'),
    '$1$2[secret]',
  ],
  [new RegExp(String.raw`(<(?:[\w.-]+:)?${secretName}(?:\s[^<>]*)?>)[^<]+`, 'gi'), '$1[secret]'],
  [/\b[\dA-F]{2}(?:[:-][\dA-F]{2}){3,}\b/gi, '[number]'],
  [/(?<![\dA-F])(?=[A-F]*\d)[\dA-F]{8,}|\p{Nd}{4,}/giu, '[number]'],
];

/**
 * Takes everything out of a text that may identify a person or open a door: the given secrets, e-mail addresses, credentials, and any number of
 * four digits or more. Names cannot be recognised, so a vendor's free text stays out of messages even after this.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let safe = text;
  // The longest first: a secret may be a part of another.
  const known = secrets.filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  for (const secret of known) safe = safe.replaceAll(secret, '[secret]');
  for (const [pattern, replacement] of patterns) safe = safe.replace(pattern, replacement);
  return safe;
}

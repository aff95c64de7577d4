/**
 * A secret in every form in which a server may repeat it: as it is, with its escapes taken back, in JSON with and without escaped slashes,
 * and in an address.
 */
export function toSecretForms(secret: string): readonly string[] {
  const plain = [secret, convert(decodeURIComponent, secret)];
  const inAddress = plain.flatMap((text) => [convert(encodeURI, text), convert(encodeURIComponent, text)]);
  const forms = [...plain, ...inAddress, ...inAddress.map(toSmallEscapes)];
  return [...new Set([...forms, ...forms.flatMap(toJsonTexts)])];
}

/** What is secret of an address that is told to nobody else: all of it, its path, the last part of that, and its query. */
export function addressToSecrets(address: string): readonly string[] {
  const { pathname, search, searchParams } = new URL(address);
  const path = pathname.slice(1);
  const lastSegment = path.split('/').findLast((segment) => segment !== '') ?? '';
  return [address, path + search, path, lastSegment, search.slice(1), ...searchParams.values()];
}

/** The text itself where it cannot be converted. */
function convert(work: (text: string) => string, text: string): string {
  try {
    return work(text);
  } catch {
    return text;
  }
}

function toSmallEscapes(text: string): string {
  return text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
}

function toJsonTexts(text: string): readonly string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  return [escaped, escaped.replaceAll('/', '\\/')];
}

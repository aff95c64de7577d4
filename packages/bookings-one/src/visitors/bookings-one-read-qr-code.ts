/** Which QR codes are read. */
export interface BookingsOneQrRules {
  /** Hosts whose addresses are accepted, in lower case, with a port where it is not 443. */
  readonly hosts: ReadonlySet<string>;
  /** Names of the query parameters that hold the registration code, in lower case. */
  readonly parameters: ReadonlySet<string>;
}

/** What a QR code says, or why it says nothing. The reasons repeat nothing of it. */
export type BookingsOneQrReading =
  | { readonly code: string }
  | { readonly refused: 'unreadable_code' | 'foreign_code' | 'ambiguous_code' };

const MOST_CHARACTERS = 512;
const codePattern = /^[A-Za-z0-9_-]{4,128}$/;
const printable = /^[\x21-\x7e]+$/;
// Stricter than any browser: no user info, no fragment, no backslash, and nothing encoded in host and path.
const addressPattern =
  /^https:\/\/(?<host>[a-z0-9.-]+|\[[a-f0-9:.]+\])(?::(?<port>[0-9]{1,5}))?(?<path>\/[\w.~!$&'()*+,;=:@/-]*)?(?:\?(?<query>[^#\\]*))?$/i;

const unreadable = { refused: 'unreadable_code' } as const;

/** The registration code of a QR code: the code itself, or an address of an accepted host that holds it. Nothing is ever fetched. Pure. */
export function readBookingsOneQrCode(payload: string, rules: BookingsOneQrRules): BookingsOneQrReading {
  // A reader's gateway may hand on something else: whatever a pattern is given it tests as text.
  if (typeof payload !== 'string' || payload.length > MOST_CHARACTERS || !printable.test(payload)) return unreadable;
  if (codePattern.test(payload)) return { code: payload };
  const { host, port, path = '', query = '' } = addressPattern.exec(payload)?.groups ?? {};
  if (host === undefined) return unreadable;
  const address = port === undefined || Number(port) === 443 ? host : `${host}:${Number(port)}`;
  if (!rules.hosts.has(address.toLowerCase())) return { refused: 'foreign_code' };

  const found = new Set<string>();
  for (const parameter of query.split('&')) {
    const equals = parameter.indexOf('=');
    const name = equals < 0 ? parameter : parameter.slice(0, equals);
    // An encoded name could be another spelling of ours, and readers of addresses differ in what they make of it.
    if (name.includes('%')) return unreadable;
    if (rules.parameters.has(name.toLowerCase())) found.add(equals < 0 ? '' : parameter.slice(equals + 1));
  }
  if (found.size === 0) found.add(path.replace(/\/$/, '').split('/').at(-1) ?? '');
  const codes = [...found];
  if (!codes.every((code) => codePattern.test(code))) return unreadable;
  const [code, another] = codes;
  if (code === undefined || another !== undefined) return { refused: 'ambiguous_code' };
  return { code };
}

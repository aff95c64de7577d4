/**
 * Where a right is held: in a credential of ours, in a credential of somebody else that carries our access profile, on the whitelist, or nowhere by
 * us, because somebody else has given the same right already.
 */
export type IpeviaReference =
  | { readonly kind: 'credential' | 'attached'; readonly token: string }
  | { readonly kind: 'whitelisted' | 'foreign' };

/** As text, for the ledger. */
export function formatIpeviaReference(reference: IpeviaReference): string {
  return 'token' in reference ? `${reference.kind}:${reference.token}` : reference.kind;
}

/** Reads it back; nothing for what is none. */
export function parseIpeviaReference(text: string | undefined): IpeviaReference | undefined {
  if (text === 'whitelisted' || text === 'foreign') return { kind: text };
  const [, kind, token] = /^(credential|attached):(.+)$/s.exec(text ?? '') ?? [];
  if (token === undefined || (kind !== 'credential' && kind !== 'attached')) return undefined;
  return { kind, token };
}

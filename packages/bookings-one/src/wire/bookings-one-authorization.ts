/** How the token is handed over. The vendor's reference contradicts itself; `raw` is what its full example shows (known). */
export type BookingsOneAuth = 'raw' | 'basic' | 'bearer';

/** The value of the header `Authorization`: the token alone, as the user name of Basic without a password, or as a bearer token. */
export function tokenToAuthorization(token: string, auth: BookingsOneAuth): string {
  if (auth === 'raw') return token;
  return auth === 'bearer' ? `Bearer ${token}` : `Basic ${Buffer.from(`${token}:`, 'utf8').toString('base64')}`;
}

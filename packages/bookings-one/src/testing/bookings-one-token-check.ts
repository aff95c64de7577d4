import type { BookingsOneContext } from './bookings-one-context';
import { BookingsOneFailure } from './bookings-one-failure';

/** The token is taken in the one way that is switched on. @throws BookingsOneFailure 401 for every other. */
export function checkToken(request: Request, { tokens, switches }: BookingsOneContext): void {
  const header = request.headers.get('authorization') ?? '';
  const isTaken = [...tokens].some((token) => header === authorizationOf(token, switches.auth));
  if (!isTaken) throw new BookingsOneFailure(401, 'The access token is missing or wrong.');
}

function authorizationOf(token: string, auth: 'raw' | 'basic' | 'bearer'): string {
  if (auth === 'raw') return token;
  if (auth === 'bearer') return `Bearer ${token}`;
  // known: the token is the user name; that the password is empty is inferred
  return `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { User } from '../contract/session';

/** Sessions of this process. A cookie is 32 random bytes; what is kept is its hash. */
export interface Sessions {
  /** A cookie for somebody who has not logged in yet. Nothing is kept of it. */
  createCookie(): string;
  userOf(cookie: string): User | undefined;
  /** Somebody is logged in with it. Unlike `userOf` it does not count as being heard of. */
  isOpen(cookie: string): boolean;
  /** Always with a fresh cookie, so that nobody can plant one before the login. Answers the cookie. */
  logIn(user: User): string;
  logOut(cookie: string): void;
  /** Goes to the page, and comes back with everything that changes something. */
  csrfTokenOf(cookie: string): string;
  isCsrfToken(cookie: string, token: string): boolean;
}

/** How long nobody may be heard of before they have to log in again. */
export const SESSION_HOURS = 12;
const MOST_SESSIONS = 10_000;

export function createSessions(nowMs: () => number = Date.now): Sessions {
  const csrfKey = randomBytes(32);
  const open = new Map<string, { user: User; endsMs: number }>();
  const createCookie = (): string => randomBytes(32).toString('base64url');
  const hashOf = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url');
  const csrfTokenOf = (cookie: string): string => createHmac('sha256', csrfKey).update(cookie).digest('base64url');
  const endsMs = (): number => nowMs() + SESSION_HOURS * 3_600_000;

  return {
    createCookie,
    userOf(cookie) {
      const hash = hashOf(cookie);
      const session = open.get(hash);
      if (session === undefined || session.endsMs <= nowMs()) return undefined;
      session.endsMs = endsMs();
      return session.user;
    },
    isOpen: (cookie) => (open.get(hashOf(cookie))?.endsMs ?? 0) > nowMs(),
    logIn(user) {
      const cookie = createCookie();
      for (const [hash, session] of open)
        if (session.endsMs <= nowMs() || open.size >= MOST_SESSIONS) open.delete(hash);
      open.set(hashOf(cookie), { user, endsMs: endsMs() });
      return cookie;
    },
    logOut: (cookie) => void open.delete(hashOf(cookie)),
    csrfTokenOf,
    isCsrfToken(cookie, token) {
      const [expected, given] = [Buffer.from(csrfTokenOf(cookie)), Buffer.from(token)];
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}

import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { User } from '../contract/session';
import { Refused } from '../host/refused';
import type { HostEnvironment } from './host-environment';
import type { RateLimit } from './rate-limit';
import { SESSION_HOURS, type Sessions } from './sessions';

const COOKIE = 'host_session';
const COOKIE_FORM = /^[\w-]{43}$/;

/** Only over https, where we are reached so; never by a script, never from another site. */
export function giveCookie(context: Context, cookie: string, isSecure: boolean): void {
  setCookie(context, COOKIE, cookie, {
    ...{ httpOnly: true, sameSite: 'Strict', secure: isSecure, path: '/', maxAge: SESSION_HOURS * 3600 },
  });
}

/** Knows who asks, and lets nothing be changed without the token of the session. */
export function sessionGuard(options: {
  sessions: Sessions;
  isSecure: boolean;
  changes: RateLimit;
}): MiddlewareHandler<HostEnvironment> {
  const { sessions, isSecure, changes } = options;
  return async (context, next) => {
    const given = getCookie(context, COOKIE) ?? '';
    const isGiven = COOKIE_FORM.test(given);
    const cookie = isGiven ? given : sessions.createCookie();
    if (!isGiven) giveCookie(context, cookie, isSecure);
    context.set('cookie', cookie);
    context.set('user', sessions.userOf(cookie));
    context.set('isLoggedIn', () => sessions.isOpen(cookie));
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      if (!sessions.isCsrfToken(cookie, context.req.header('x-csrf-token') ?? ''))
        throw new Refused(403, 'The page is out of date. Load it again.');
      if (!changes.take(cookie)) throw new Refused(429, 'That was too often. Wait a minute.');
    }
    return next();
  };
}

/** @throws an answer 401 when nobody is logged in. */
export function requireUser(context: Context<HostEnvironment>): User {
  const user = context.get('user');
  if (user === undefined) throw new NotLoggedIn();
  return user;
}

/** @throws an answer 403 for residents. */
export function requireManager(context: Context<HostEnvironment>): User {
  const user = requireUser(context);
  if (user.role !== 'manager') throw new Refused(403, 'Only a manager may do this.');
  return user;
}

/** Nobody is logged in, or not any more. */
export class NotLoggedIn extends Error {}

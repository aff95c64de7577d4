import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { LoginInput, Session } from '../../contract/session';
import { Refused } from '../../host/refused';
import { addressOf } from '../address-of';
import type { AppOptions } from '../create-app';
import type { HostEnvironment } from '../host-environment';
import { createRateLimit } from '../rate-limit';
import { readBody } from '../read-input';
import { giveCookie } from '../session-guard';
import type { Sessions } from '../sessions';

const loginSchema: z.ZodMiniType<LoginInput> = z.strictObject({
  userId: z.string().check(z.minLength(1, 'is needed'), z.maxLength(200)),
  password: z.string().check(z.minLength(1, 'is needed'), z.maxLength(1_000)),
});

const WINDOW_MS = 15 * 60_000;

/** Logging in and out. Wrong passwords are counted for each name and for each address. */
export function sessionRoutes(
  options: Pick<AppOptions, 'logins' | 'demoLogins'> & { sessions: Sessions; isSecure: boolean },
): Hono<HostEnvironment> {
  const { sessions, logins, demoLogins, isSecure } = options;
  const failuresOfName = createRateLimit({ most: 5, withinMs: WINDOW_MS });
  const failuresOfAddress = createRateLimit({ most: 20, withinMs: WINDOW_MS });
  const answer = (cookie: string): Session => {
    const user = sessions.userOf(cookie);
    return { csrfToken: sessions.csrfTokenOf(cookie), demoLogins, ...(user && { user }) };
  };
  const routes = new Hono<HostEnvironment>();

  routes.get('/session', (context) => context.json(answer(context.get('cookie'))));
  routes.post('/session', async (context) => {
    const { userId, password } = await readBody(context, loginSchema);
    const address = addressOf(context);
    if (!failuresOfName.isOpen(userId) || !failuresOfAddress.isOpen(address))
      throw new Refused(429, 'Too many wrong passwords. Wait a quarter of an hour.');
    // Counted before it is looked at, so that tries at the same time count, too.
    failuresOfName.take(userId);
    failuresOfAddress.take(address);
    const user = await logins.verify(userId, password);
    if (user === undefined)
      throw new Refused(422, 'Name or password is wrong.', [
        { field: 'password', message: 'Name or password is wrong.' },
      ]);
    failuresOfName.forget(userId);
    failuresOfAddress.forget(address);
    sessions.logOut(context.get('cookie'));
    const cookie = sessions.logIn(user);
    giveCookie(context, cookie, isSecure);
    return context.json(answer(cookie));
  });
  routes.delete('/session', (context) => {
    sessions.logOut(context.get('cookie'));
    const cookie = sessions.createCookie();
    giveCookie(context, cookie, isSecure);
    return context.json(answer(cookie));
  });
  return routes;
}

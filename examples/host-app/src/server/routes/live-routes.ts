import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LiveEvent } from '../../contract/live-events';
import { Refused } from '../../host/refused';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { requireUser } from '../session-guard';

const MOST_STREAMS = 20;
/** So that nothing on the way takes a quiet stream for a dead one. */
const ALIVE_MS = 15_000;

/** Server-sent events. One who has logged out hears nothing more: the stream ends, and the page's next one is refused. */
export function liveRoutes({ host }: ServerParts): Hono<HostEnvironment> {
  const { live, nowIso } = host;
  const streams = new Map<string, number>();
  const count = (userId: string, by: 1 | -1): number => {
    const next = (streams.get(userId) ?? 0) + by;
    streams.set(userId, next);
    return next;
  };
  const routes = new Hono<HostEnvironment>();
  routes.get('/live', (context) => {
    const user = requireUser(context);
    const isLoggedIn = context.get('isLoggedIn');
    if ((streams.get(user.id) ?? 0) >= MOST_STREAMS) throw new Refused(429, 'Too many pages are open.');
    return streamSSE(context, async (stream) => {
      count(user.id, 1);
      const endings: (() => unknown)[] = [];
      await new Promise<void>((resolve) => {
        const send = (event: LiveEvent): void => {
          if (isLoggedIn()) void stream.writeSSE({ data: JSON.stringify(event) });
          else resolve();
        };
        const tick = (): void => send({ type: 'clock', now: nowIso() });
        const timer = setInterval(tick, ALIVE_MS);
        tick();
        stream.onAbort(resolve);
        endings.push(live.listen(user, send, resolve), () => clearInterval(timer));
      });
      for (const end of endings) end();
      count(user.id, -1);
    });
  });
  return routes;
}

import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { ClockInput, ClockView } from '../../contract/timeline';
import { Refused } from '../../host/refused';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody } from '../read-input';
import { requireUser } from '../session-guard';

const MOST_MINUTES = 60 * 24 * 31;

const clockSchema: z.ZodMiniType<ClockInput> = z.strictObject({
  advanceMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_MINUTES))),
  to: z.optional(z.iso.datetime({ offset: true, error: 'must be an instant, such as 2026-11-23T07:00:00Z' })),
  isRunning: z.optional(z.boolean()),
});

/** What time it is; in the demo the clock can be moved forward, and everything follows. */
export function clockRoutes({ host, playStory }: ServerParts): Hono<HostEnvironment> {
  const { house, demo, nowIso } = host;
  const routes = new Hono<HostEnvironment>();
  const view = (): ClockView => ({ now: nowIso(), timeZone: house.timeZone, isRunning: demo?.clock.isRunning ?? true });

  routes.get('/clock', (context) => {
    requireUser(context);
    return context.json(view());
  });
  routes.post('/clock', async (context) => {
    requireUser(context);
    const { advanceMinutes, to, isRunning } = await readBody(context, clockSchema);
    if (demo === undefined) throw new Refused(409, 'Only the clock of the demo can be moved.');
    const { clock } = demo;
    const targetMs = to === undefined ? clock.nowMs() + (advanceMinutes ?? 0) * 60_000 : Date.parse(to);
    if (targetMs < clock.nowMs() || targetMs > clock.nowMs() + MOST_MINUTES * 60_000)
      throw new Refused(422, 'Forward only, a month at most.', [
        { field: 'to', message: 'Forward only, a month at most.' },
      ]);
    if (to !== undefined || advanceMinutes !== undefined) await clock.advanceTo(new Date(targetMs));
    if (isRunning !== undefined) clock.setRunning(isRunning);
    return context.json(view());
  });
  routes.post('/story', (context) => {
    requireUser(context);
    if (playStory === undefined) throw new Refused(404, 'There is no story here.');
    if (!playStory()) throw new Refused(409, 'It plays already.');
    return context.json(null, 202);
  });
  return routes;
}

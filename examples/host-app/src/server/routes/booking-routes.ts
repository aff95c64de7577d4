import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { BookingDraft, BookingView, PinView, PlanView, Resource } from '../../contract/bookings';
import type { Timeline } from '../../contract/timeline';
import { readTimeline } from '../../host/timeline';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody, readInput } from '../read-input';
import { requireUser } from '../session-guard';

const text = z.string({ error: 'is needed' }).check(z.maxLength(200, 'is too long'));

const draftSchema: z.ZodMiniType<BookingDraft> = z.strictObject({
  id: z.optional(text),
  resourceId: text,
  startsAt: text,
  endsAt: text,
  holderId: z.optional(text),
  visitorName: z.optional(text),
});

const instant = z.iso.datetime({ offset: true, error: 'must be an instant, such as 2026-11-23T07:00:00Z' });
const LONGEST_MS = 62 * 86_400_000;
const windowSchema = z.object({ from: instant, to: instant }).check(
  z.refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], error: 'must be later than from' }),
  z.refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_MS, {
    path: ['to'],
    error: 'is too far away',
  }),
);

/** What residents do: book, move, cancel, and look at the timeline. */
export function bookingRoutes({ host }: ServerParts): Hono<HostEnvironment> {
  const { house, bookings, known, engine, isPaused, nowIso, live } = host;
  const routes = new Hono<HostEnvironment>();

  routes.get('/resources', (context) => {
    requireUser(context);
    const resources = house.resources.map(({ id, name, kind, system, timeZone }) => ({
      id,
      name,
      kind,
      system,
      timeZone,
    }));
    return context.json<Resource[]>(resources);
  });
  routes.get('/bookings', async (context) => context.json<BookingView[]>(await bookings.list(requireUser(context))));
  routes.post('/bookings/plan', async (context) => {
    const user = requireUser(context);
    return context.json<PlanView>(await bookings.plan(user, await readBody(context, draftSchema)));
  });
  routes.post('/bookings', async (context) => {
    const user = requireUser(context);
    const booking = await bookings.book(user, await readBody(context, draftSchema));
    live.changed('bookings', 'vendors');
    return context.json<BookingView>(booking, 201);
  });
  routes.put('/bookings/:id', async (context) => {
    const user = requireUser(context);
    const booking = await bookings.move(user, context.req.param('id'), await readBody(context, draftSchema));
    live.changed('bookings', 'vendors');
    return context.json<BookingView>(booking);
  });
  routes.delete('/bookings/:id', async (context) => {
    const booking = await bookings.cancel(requireUser(context), context.req.param('id'));
    live.changed('bookings', 'vendors');
    return context.json<BookingView>(booking);
  });
  routes.post('/bookings/:id/pin', async (context) => {
    const pin = await bookings.showPin(requireUser(context), context.req.param('id'));
    live.changed('bookings');
    return context.json<PinView>(pin);
  });
  routes.get('/timeline', async (context) => {
    const user = requireUser(context);
    const { from, to } = readInput(context.req.query(), windowSchema);
    const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const access = engine.access;
    return context.json<Timeline>(await readTimeline({ house, known, access, user, now: nowIso(), window, isPaused }));
  });
  return routes;
}

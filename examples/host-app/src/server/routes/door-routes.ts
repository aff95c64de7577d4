import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Door, PresentInput, PresentView } from '../../contract/doors';
import { presentAtDoor } from '../../host/door-desk';
import { Refused } from '../../host/refused';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody } from '../read-input';
import { requireUser } from '../session-guard';

const text = z.string().check(z.minLength(1, 'is needed'), z.maxLength(500, 'is too long'));

const presentSchema: z.ZodMiniType<PresentInput> = z
  .strictObject({ credentialId: z.optional(text), text: z.optional(text) })
  .check(
    z.refine(({ credentialId, text: typed }) => (credentialId === undefined) !== (typed === undefined), {
      path: ['text'],
      error: 'Choose something to hold to the door, or type it.',
    }),
  );

/** Doors that can be tried. */
export function doorRoutes({ host }: ServerParts): Hono<HostEnvironment> {
  const { demo, engine, house, known, live } = host;
  const routes = new Hono<HostEnvironment>();
  routes.get('/doors', (context) => {
    requireUser(context);
    return context.json<Door[]>([...(demo?.doors ?? [])]);
  });
  routes.post('/doors/:id/present', async (context) => {
    const user = requireUser(context);
    const input = await readBody(context, presentSchema);
    if (demo === undefined) throw new Refused(404, 'There is no such door.');
    const options = { window: demo, access: engine.access, known, house, user };
    const answer = await presentAtDoor(options, context.req.param('id'), input);
    // So that what has happened is told at once, and not with the next pull.
    await engine.runDue();
    live.changed('vendors');
    return context.json<PresentView>(answer);
  });
  return routes;
}

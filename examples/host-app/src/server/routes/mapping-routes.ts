import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Choices, Mapping, MappingChange, MappingInput } from '../../contract/mapping';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody, readInput } from '../read-input';
import { requireManager } from '../session-guard';

const id = z.string().check(z.minLength(1, 'is needed'), z.maxLength(200, 'is too long'));

const mappingSchema: z.ZodMiniType<MappingInput> = z.strictObject({
  resource: z.optional(
    z.strictObject({
      resourceId: id,
      places: z.array(z.strictObject({ integrationId: id, place: id })).check(z.maxLength(100)),
    }),
  ),
  holder: z.optional(
    z.strictObject({
      holderId: id,
      subjects: z.array(z.strictObject({ integrationId: id, subject: id })).check(z.maxLength(100)),
    }),
  ),
});

/** What our words mean at the vendors. */
export function mappingRoutes({ host: { mappingDesk } }: ServerParts): Hono<HostEnvironment> {
  const routes = new Hono<HostEnvironment>();
  routes.use('/mapping/*', (context, next) => {
    requireManager(context);
    return next();
  });
  routes.get('/mapping', (context) => context.json<Mapping>(mappingDesk.read()));
  routes.put('/mapping', async (context) =>
    context.json<MappingChange>(await mappingDesk.change(await readBody(context, mappingSchema))),
  );
  routes.get('/mapping/choices', async (context) => {
    const { integration } = readInput(context.req.query(), z.object({ integration: id }));
    return context.json<Choices>(await mappingDesk.choices(integration));
  });
  return routes;
}

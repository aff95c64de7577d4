import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Integration, IntegrationChange, IntegrationInput, SystemDescription } from '../../contract/integrations';
import type { HealthView } from '../../contract/vendors';
import { allSystems } from '../../host/integrations/systems/all-systems';
import { testIntegration } from '../../host/vendors';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody } from '../read-input';
import { requireManager } from '../session-guard';

const name = z.string().check(z.minLength(1, 'is needed'), z.maxLength(200, 'is too long'));
const secret = z.string().check(z.maxLength(4_000, 'is too long'));

const integrationSchema: z.ZodMiniType<IntegrationInput> = z.strictObject({
  kind: z.enum(['ipassan', 'salto', 'ipevia', 'bookings_one', 'door_list', 'visitors']),
  name,
  settings: z.record(name, z.union([secret, z.number(), z.boolean()])),
  secrets: z.optional(z.record(name, secret)),
  checkIns: z.optional(
    z.strictObject({
      isOn: z.boolean(),
      webhookEmail: z.optional(z.string().check(z.maxLength(200, 'is too long'))),
      webhookPassword: z.optional(secret),
      places: z.optional(z.record(name, z.boolean())),
    }),
  ),
});

/** What an administrator sets up. Secrets go in, and never come out. */
export function integrationRoutes({ host }: ServerParts): Hono<HostEnvironment> {
  const { integrationDesk: desk, engine, integrations, sources } = host;
  const routes = new Hono<HostEnvironment>();
  routes.use('/integrations/*', (context, next) => {
    requireManager(context);
    return next();
  });
  routes.get('/integrations/kinds', (context) =>
    context.json<SystemDescription[]>(Object.values(allSystems).map(({ description }) => description)),
  );
  routes.get('/integrations', (context) => context.json<Integration[]>(desk.list()));
  routes.post('/integrations', async (context) =>
    context.json<IntegrationChange>(await desk.add(await readBody(context, integrationSchema)), 201),
  );
  routes.put('/integrations/:id', async (context) => {
    const input = await readBody(context, integrationSchema);
    return context.json<IntegrationChange>(await desk.change(context.req.param('id'), input));
  });
  routes.delete('/integrations/:id', async (context) => {
    await desk.remove(context.req.param('id'));
    return context.json(null);
  });
  routes.post('/integrations/:id/activate', async (context) =>
    context.json<IntegrationChange>(await desk.activate(context.req.param('id'))),
  );
  routes.post('/integrations/:id/deactivate', async (context) =>
    context.json<IntegrationChange>(await desk.deactivate(context.req.param('id'))),
  );
  routes.post('/integrations/:id/test', async (context) => {
    const row = desk.find(context.req.param('id'));
    return context.json<HealthView>(await testIntegration(row, { engine, integrations, sources }));
  });
  return routes;
}

import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { CheckInput, CheckView, Figures, HealthView, LeverInput, VendorView } from '../../contract/vendors';
import { readFigures } from '../../host/figures';
import { Refused } from '../../host/refused';
import { checkVendor, listVendors, testIntegration } from '../../host/vendors';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { readBody } from '../read-input';
import { requireManager } from '../session-guard';

const checkSchema: z.ZodMiniType<CheckInput> = z.strictObject({ mode: z.enum(['report', 'heal']) });
const leverSchema: z.ZodMiniType<LeverInput> = z.strictObject({ isOn: z.optional(z.boolean()) });

/** What the vendors hold, what we believe, and what goes wrong at a click. */
export function vendorRoutes({ host }: ServerParts): Hono<HostEnvironment> {
  const { engine, integrations, integrationDesk, sources, database, demo, live } = host;
  const routes = new Hono<HostEnvironment>();
  for (const path of ['/vendors/*', '/figures'])
    routes.use(path, (context, next) => {
      requireManager(context);
      return next();
    });
  routes.get('/vendors', async (context) => {
    const [ledger] = database.ledgers;
    if (demo === undefined || ledger === undefined) return context.json<VendorView[]>([]);
    return context.json<VendorView[]>(await listVendors({ integrations, ledger, window: demo }));
  });
  routes.get('/vendors/:id/health', async (context) => {
    const row = integrationDesk.find(context.req.param('id'));
    return context.json<HealthView>(await testIntegration(row, { engine, integrations, sources }));
  });
  routes.post('/vendors/:id/check', async (context) => {
    const input = await readBody(context, checkSchema);
    const { id } = integrationDesk.find(context.req.param('id'));
    const view = await checkVendor(engine, id, input);
    live.changed('vendors', 'bookings');
    return context.json<CheckView>(view);
  });
  routes.post('/vendors/:id/levers/:leverId', async (context) => {
    const input = await readBody(context, leverSchema);
    if (demo === undefined) throw new Refused(404, 'There is no such lever.');
    try {
      await demo.pull(context.req.param('id'), context.req.param('leverId'), input);
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
      throw new Refused(409, failure.message);
    }
    live.changed('vendors');
    return context.json(null);
  });
  routes.get('/figures', async (context) => context.json<Figures>(await readFigures(engine, database.words)));
  return routes;
}

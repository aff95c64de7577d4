import { type Context, Hono } from 'hono';
import type { Host } from '../../host/create-host';
import { addressOf } from '../address-of';
import { createRateLimit } from '../rate-limit';

/** Who is not who they should be may be so only so often; a vendor with the right password is never counted. */
const MOST_REFUSALS = 60;

/**
 * The inlets of all installations: `/webhooks/<integration>` and everything below. A source announces that something has changed, a provider
 * takes door events. Both know by themselves whom they believe. Neither address nor body is ever logged.
 */
export function webhookRoutes(host: Host): Hono {
  const refusals = createRateLimit({ most: MOST_REFUSALS, withinMs: 60_000 });
  const receive = async (context: Context, id: string): Promise<Response> => {
    const address = addressOf(context);
    if (!refusals.isOpen(address)) return new Response(null, { status: 429, headers: { 'retry-after': '60' } });
    const answer = await inletOf(host, id)(context.req.raw);
    if (answer.status === 401 || answer.status === 404) refusals.take(address);
    return answer;
  };
  const routes = new Hono();
  routes.all('/:id{[^/]+}/*', (context) => receive(context, context.req.param('id')));
  routes.all('/:id{[^/]+}', (context) => receive(context, context.req.param('id')));
  return routes;
}

function inletOf({ sources, engine, integrations }: Host, id: string): (request: Request) => Promise<Response> {
  const nobody = async (): Promise<Response> => new Response(null, { status: 404 });
  if (integrations.find(id) === undefined) return nobody;
  return sources.receiver(id) ?? engine.access.webhook(id);
}

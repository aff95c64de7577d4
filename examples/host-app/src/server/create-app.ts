import { AcxError, type Logger } from '@acx/core';
import { redact } from '@acx/core/provider';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Failure } from '../contract/failure';
import { Refused } from '../host/refused';
import type { HostEnvironment, ServerParts } from './host-environment';
import type { Logins } from './logins';
import { createRateLimit } from './rate-limit';
import { bookingRoutes } from './routes/booking-routes';
import { clockRoutes } from './routes/clock-routes';
import { doorRoutes } from './routes/door-routes';
import { integrationRoutes } from './routes/integration-routes';
import { liveRoutes } from './routes/live-routes';
import { mailRoutes } from './routes/mail-routes';
import { mappingRoutes } from './routes/mapping-routes';
import { sessionRoutes } from './routes/session-routes';
import { vendorRoutes } from './routes/vendor-routes';
import { webhookRoutes } from './routes/webhook-routes';
import { allowedHosts, securityHeaders } from './security-headers';
import { NotLoggedIn, sessionGuard } from './session-guard';
import { createSessions } from './sessions';

const LONGEST_BODY_BYTES = 64 * 1024;
const CHANGES_PER_MINUTE = 600;

/** How the server is made. */
export interface AppOptions extends ServerParts {
  readonly logins: Logins;
  /** Passwords to show: in the demo only. */
  readonly demoLogins: readonly { userId: string; name: string; role: 'resident' | 'manager'; password: string }[];
  /** Names under which this server is reached. Default: any. */
  readonly hostNames?: readonly string[];
  /** Reached over https. */
  readonly isSecure?: boolean;
  readonly logger: Logger;
}

/** The whole server: what vendors send, what pages ask, and nothing without a name, a token or a password. */
export function createApp(options: AppOptions): Hono<HostEnvironment> {
  const { host, logins, demoLogins, hostNames, isSecure = false, logger } = options;
  const sessions = createSessions();
  const app = new Hono<HostEnvironment>();

  app.onError((failure, context) => {
    if (failure instanceof NotLoggedIn) return context.json(toFailure('Log in first.'), 401);
    if (failure instanceof Refused) return context.json(failure.toFailure(), failure.status);
    if (AcxError.isInstance(failure)) return context.json(toFailure(failure.message), STATUS[failure.code] ?? 502);
    // The text of a foreign error could hold anything, so no page sees it and the log only what is left of it.
    logger.error('A request failed.', { error: failure.name, what: redact(failure.message).slice(0, 300) });
    return context.json(toFailure('That did not work. It has been written down.'), 500);
  });
  app.notFound((context) => context.json(toFailure('There is nothing here.'), 404));

  app.use(securityHeaders({ isSecure }));
  if (hostNames !== undefined) app.use(allowedHosts(hostNames));
  // Before anything reads the body: the provider itself says who may send.
  app.route('/webhooks', webhookRoutes(host));

  const api = new Hono<HostEnvironment>();
  api.use(bodyLimit({ maxSize: LONGEST_BODY_BYTES, onError: (c) => c.json(toFailure('That is too long.'), 413) }));
  const changes = createRateLimit({ most: CHANGES_PER_MINUTE, withinMs: 60_000 });
  api.use(sessionGuard({ sessions, isSecure, changes }));
  api.route('/', sessionRoutes({ sessions, logins, demoLogins, isSecure }));
  const routes = [bookingRoutes, clockRoutes, doorRoutes, integrationRoutes, liveRoutes, mailRoutes, mappingRoutes];
  for (const make of [...routes, vendorRoutes]) api.route('/', make(options));
  app.route('/api', api);
  return app;
}

const STATUS: Readonly<Partial<Record<AcxError['code'], 409 | 422>>> = {
  ...{ invalid_input: 422, mapping: 422, configuration: 422, conflict: 409, unsafe_plan: 409 },
};

function toFailure(message: string): Failure {
  return { message, problems: [] };
}

import type { SimulatorHandler } from '@acx/core/testing';
import { toErrorAnswer } from './bookings-one-answer';
import { bookingsOneBookingRoutes } from './bookings-one-booking-routes';
import type { BookingsOneContext } from './bookings-one-context';
import { BookingsOneFailure } from './bookings-one-failure';
import { readJsonBody } from './bookings-one-json-body';
import { type BookingsOneRoute, matchPath } from './bookings-one-route';
import { bookingsOneSystemRoutes } from './bookings-one-system-routes';
import { checkToken } from './bookings-one-token-check';
import { bookingsOneVisitorRoutes } from './bookings-one-visitor-routes';

/** The vendor's External API (v1): redirect, then token, then path and method, then body, then the rules of what is asked. */
export function createBookingsOneExternalApi(context: BookingsOneContext): SimulatorHandler {
  const routes = [
    ...bookingsOneSystemRoutes(context),
    ...bookingsOneBookingRoutes(context),
    ...bookingsOneVisitorRoutes(context),
  ];
  return async (request) => {
    const url = new URL(request.url);
    if (url.protocol === 'http:' && context.switches.redirectsPlainHttp) {
      url.protocol = 'https:';
      return new Response(null, { status: 301, headers: { location: url.href } });
    }
    try {
      checkToken(request, context);
      const { route, ids } = findRoute(routes, request.method, url.pathname);
      const body = route.method === 'POST' ? await readJsonBody(request) : {};
      return route.answer({ ids, query: url.searchParams, body });
    } catch (failure) {
      if (failure instanceof BookingsOneFailure) return toErrorAnswer(failure);
      throw failure;
    }
  };
}

function findRoute(
  routes: readonly BookingsOneRoute[],
  method: string,
  pathname: string,
): { route: BookingsOneRoute; ids: Record<string, string> } {
  let isPathKnown = false;
  for (const route of routes) {
    const ids = matchPath(route.path, pathname);
    if (ids === undefined) continue;
    if (route.method === method) return { route, ids };
    isPathKnown = true;
  }
  if (isPathKnown) throw new BookingsOneFailure(405, 'This method is not allowed here.');
  throw new BookingsOneFailure(404, 'There is nothing at this path.');
}

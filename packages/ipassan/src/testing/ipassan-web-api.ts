import type { SimulatorHandler } from '@acx/core/testing';
import { toAnswer, toErrorAnswer } from './ipassan-answer';
import { ipassanAssetBookingRoutes } from './ipassan-asset-booking-routes';
import { ipassanAssetRoutes } from './ipassan-asset-routes';
import { ipassanBaseRoutes } from './ipassan-base-routes';
import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { readForm } from './ipassan-form';
import { ipassanPersonRoutes } from './ipassan-person-routes';
import { type IpassanCall, type IpassanRoute, matchPath } from './ipassan-route';
import type { IpassanTokens } from './ipassan-tokens';
import { ipassanVisitorRoutes } from './ipassan-visitor-routes';

/** The vendor's Web API: token, then path, then form, then the rules of what is asked. */
export function createIpassanWebApi(options: { context: IpassanContext; tokens: IpassanTokens }): SimulatorHandler {
  const { context, tokens } = options;
  const { switches, profile, clock } = context;
  const tokenRoute: IpassanRoute = {
    method: 'POST',
    path: profile.paths.token,
    answer: ({ form }) => tokens.issue(form),
  };
  const routes = [
    tokenRoute,
    ...ipassanBaseRoutes(context),
    ...ipassanPersonRoutes(context),
    ...ipassanAssetRoutes(context),
    ...ipassanAssetBookingRoutes(context),
    ...ipassanVisitorRoutes(context),
  ];

  const answer: SimulatorHandler = async (request) => {
    try {
      const { pathname, searchParams } = new URL(request.url);
      if (matchPath(tokenRoute.path, pathname) === undefined) tokens.check(request);
      const { route, ids } = findRoute(routes, request.method, pathname);
      const isWrite = route.method === 'POST' || route.method === 'PUT';
      const form = isWrite ? await readForm(request) : new URLSearchParams();
      const call: IpassanCall = { ids, query: searchParams, form };
      return toAnswer(route.answer(call), switches);
    } catch (failure) {
      if (failure instanceof IpassanFailure) return toErrorAnswer(failure, switches);
      throw failure;
    }
  };
  return async (request) => {
    const response = await answer(request);
    response.headers.set('date', new Date(clock.nowMs()).toUTCString());
    return response;
  };
}

function findRoute(
  routes: readonly IpassanRoute[],
  method: string,
  pathname: string,
): { route: IpassanRoute; ids: Record<string, string> } {
  let isPathKnown = false;
  for (const route of routes) {
    const ids = matchPath(route.path, pathname);
    if (ids === undefined) continue;
    if (route.method === method) return { route, ids };
    isPathKnown = true;
  }
  if (isPathKnown) throw new IpassanFailure('wrong_method', 'This method is not allowed here.');
  throw new IpassanFailure('unknown_path', 'There is nothing at this path.');
}

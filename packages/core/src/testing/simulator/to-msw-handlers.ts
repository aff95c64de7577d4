import { DroppedConnection, type SimulatorHandler } from './simulator-handler';

/** The part of MSW's `http` that is needed, so that this package does not depend on MSW. */
export interface MswHttp<RequestHandler> {
  all(path: string, resolver: (info: { request: Request }) => Promise<Response>): RequestHandler;
}

/** The same simulator as MSW request handlers: every request below `baseUrl` goes to it. Pass MSW's own `http`. */
export function toMswHandlers<RequestHandler>(options: {
  http: MswHttp<RequestHandler>;
  baseUrl: string;
  handler: SimulatorHandler;
}): RequestHandler[] {
  const { http, baseUrl, handler } = options;
  return [
    http.all(`${baseUrl.replace(/\/$/, '')}/*`, async ({ request }) => {
      try {
        return await handler(request);
      } catch (failure) {
        if (failure instanceof DroppedConnection) return Response.error();
        throw failure;
      }
    }),
  ];
}

import { type Levers, type RequestFilter, type SimulatorHandler, withLevers } from '@acx/core/testing';
import { readSaltoCall, type SaltoCall } from './salto-call';
import type { SaltoContext } from './salto-context';
import type { SaltoDispatcher } from './salto-dispatcher';
import { refuseHttp } from './salto-http-check';

/** A call that arrived. */
export interface ArrivedCall {
  /** Request name; empty when it cannot be read. */
  readonly request: string;
  readonly isWrite: boolean;
}

/** Where both transports meet: calls are counted, then the levers work, then SHIP answers. */
export interface SaltoGateway {
  readonly levers: Levers;
  readonly calls: readonly ArrivedCall[];
  readonly acceptHttp: SimulatorHandler;
  /** An answer that is not 200 has no form in STP. */
  acceptStp(body: Uint8Array<ArrayBuffer>): Promise<Response>;
  /** For the `when` of a lever: calls of this request. A filter cannot read the body by itself. */
  callOf(requestName: string): RequestFilter;
  /** For the `when` of a lever: calls that change something. */
  readonly isWrite: RequestFilter;
}

/** The levers see a request of this address for every frame. */
const STP_ADDRESS = 'http://stp.invalid/';

interface Arrival {
  readonly transport: 'http' | 'stp';
  readonly call: SaltoCall;
}

export function createSaltoGateway(context: SaltoContext, dispatcher: SaltoDispatcher): SaltoGateway {
  const { profile } = context;
  // What was read of a request before it comes to the levers, so that they can choose by it.
  const arrivals = new WeakMap<Request, Arrival>();
  const calls: ArrivedCall[] = [];

  const { levers, handler } = withLevers(async (request) => {
    const arrival = arrivals.get(request);
    if (arrival === undefined) throw new Error('A request came past the gateway.');
    const refusal = arrival.transport === 'http' ? refuseHttp(request, context) : undefined;
    if (refusal !== undefined) return refusal;
    const headers = { 'content-type': profile.http.contentType };
    return new Response(dispatcher.answer(arrival.call), { headers });
  });
  const accept = (request: Request, transport: Arrival['transport'], body: Uint8Array): Promise<Response> => {
    const call = readSaltoCall(body, profile);
    arrivals.set(request, { transport, call });
    calls.push({ request: call.name, isWrite: dispatcher.isWrite(call.name) });
    return handler(request);
  };
  const nameOf = (request: Request): string => arrivals.get(request)?.call.name ?? '';

  return {
    levers,
    calls,
    acceptHttp: async (request) => accept(request, 'http', new Uint8Array(await request.arrayBuffer())),
    acceptStp: (body) => accept(new Request(STP_ADDRESS, { method: 'POST', body }), 'stp', body),
    callOf: (requestName) => (request) => nameOf(request) === requestName,
    isWrite: (request) => dispatcher.isWrite(nameOf(request)),
  };
}

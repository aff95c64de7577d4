import { type Levers, type RequestFilter, type SimulatorHandler, withLevers } from '@acx/core/testing';
import type { IpeviaDispatcher } from './ipevia-dispatcher';
import { type IpeviaMessage, openEnvelope } from './ipevia-envelope';
import { IpeviaFault } from './ipevia-fault';
import { IpeviaXmlError } from './ipevia-xml-text';

/** A request that arrived. */
export interface ArrivedIpeviaCall {
  /** Local name of the body's element; empty when it cannot be read. */
  readonly operation: string;
  /** Whether it would change who may pass. */
  readonly isWrite: boolean;
}

/** Requests are counted, then the levers work, then the service answers. */
export interface IpeviaGateway {
  readonly handler: SimulatorHandler;
  readonly levers: Levers;
  readonly calls: readonly ArrivedIpeviaCall[];
  /** For the `when` of a lever, which cannot read a body by itself. */
  callOf(operation: string): RequestFilter;
  readonly isWrite: RequestFilter;
}

type Opened = IpeviaMessage | IpeviaFault | IpeviaXmlError;

export function createIpeviaGateway(dispatcher: IpeviaDispatcher): IpeviaGateway {
  // What was read of a request before it comes to the levers, so that they can choose by it.
  const arrivals = new WeakMap<Request, Opened>();
  const calls: ArrivedIpeviaCall[] = [];
  const nameOf = (opened: Opened | undefined): string =>
    opened !== undefined && 'request' in opened ? opened.request.name : '';

  const { levers, handler } = withLevers(async (request) => {
    const opened = arrivals.get(request);
    if (opened === undefined) throw new Error('A request came past the gateway.');
    return dispatcher.answer(request, opened);
  });
  return {
    levers,
    calls,
    handler: async (request) => {
      const opened = open(new Uint8Array(await request.arrayBuffer()));
      arrivals.set(request, opened);
      calls.push({ operation: nameOf(opened), isWrite: dispatcher.isWrite(nameOf(opened)) });
      return handler(request);
    },
    callOf: (operation) => (request) => nameOf(arrivals.get(request)) === operation,
    isWrite: (request) => dispatcher.isWrite(nameOf(arrivals.get(request))),
  };
}

function open(body: Uint8Array): Opened {
  try {
    return openEnvelope(body);
  } catch (failure) {
    if (failure instanceof IpeviaFault || failure instanceof IpeviaXmlError) return failure;
    throw failure;
  }
}

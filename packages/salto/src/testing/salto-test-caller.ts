import type { SimulatorHandler } from '@acx/core/testing';

/** Plain calls to a simulator, with nothing of the client in between. */
export interface SaltoTestCaller {
  /** The whole answer to a call with these Params, which are XML. */
  call(request: string, params?: string): Promise<string>;
  /** Code of the Exception; 0 for a success. */
  code(request: string, params?: string): Promise<number>;
  /** Anything over HTTP; without a body the text `<RequestCall/>`. */
  send(init?: { path?: string; method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
}

const CONTENT_TYPE = 'application/vnd.saltosystems.ship.v1+xml';

export function createSaltoTestCaller(
  { handler }: { handler: SimulatorHandler },
  origin = 'https://space.example:8100',
): SaltoTestCaller {
  const send: SaltoTestCaller['send'] = ({ path = '/', method = 'POST', headers, body = '<RequestCall/>' } = {}) =>
    handler(
      new Request(origin + path, {
        method,
        headers: { 'content-type': CONTENT_TYPE, ...headers },
        body: method === 'GET' ? undefined : new TextEncoder().encode(body),
      }),
    );
  const call: SaltoTestCaller['call'] = async (request, params = '') =>
    (await send({ body: envelope(request, params) })).text();
  return { send, call, code: async (request, params) => codeIn(await call(request, params)) };
}

/** A call as it goes over the wire. */
export function envelope(request: string, params = ''): string {
  return `<RequestCall><RequestName>${request}</RequestName><Params>${params}</Params></RequestCall>`;
}

/** Code of the Exception in an answer; 0 for a success. */
export function codeIn(answer: string): number {
  const code = /<Exception>\s*<Code>(\d+)<\/Code>/.exec(answer)?.[1];
  if (code === undefined && !answer.includes('<Params')) throw new Error(`Neither Params nor Exception: ${answer}`);
  return Number(code ?? 0);
}

/** The texts of all elements of this name, in order. */
export function textsIn(answer: string, name: string): string[] {
  return [...answer.matchAll(new RegExp(`<${name}>([^<]*)</${name}>|<${name}/>`, 'g'))].map(([, text]) => text ?? '');
}

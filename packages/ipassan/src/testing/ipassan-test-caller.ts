import type { SimulatorHandler } from '@acx/core/testing';
import type { IpassanCredentials } from './ipassan-context';

/** What came back, read as far as a test needs it. */
export interface TestAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  /** The parsed JSON; nothing when the answer is not JSON. */
  readonly json: unknown;
  /** The `uuid` in the JSON; empty when there is none. */
  readonly uuid: string;
}

export type TestForm = Readonly<Record<string, string>>;

/** Plain requests to a simulator, with nothing of the client in between. */
export interface IpassanTestCaller {
  /** Asks for a token with these fields instead of the right ones. */
  askToken(changes?: TestForm): Promise<TestAnswer>;
  /** Asks for a token and uses it from now on. */
  signIn(): Promise<void>;
  call(method: string, path: string, form?: TestForm): Promise<TestAnswer>;
  send(method: string, path: string, init?: { body?: string; headers?: TestForm }): Promise<TestAnswer>;
}

const FORM = 'application/x-www-form-urlencoded';

export function createIpassanTestCaller(options: {
  handler: SimulatorHandler;
  credentials: IpassanCredentials;
  origin?: string;
}): IpassanTestCaller {
  const { handler, credentials, origin = 'https://ipassan.example' } = options;
  let token = '';
  const send: IpassanTestCaller['send'] = async (method, path, { body, headers } = {}) =>
    readAnswer(
      await handler(
        new Request(origin + path, { method, body, headers: { authorization: `Bearer ${token}`, ...headers } }),
      ),
    );
  const call: IpassanTestCaller['call'] = (method, path, form) =>
    form === undefined
      ? send(method, path)
      : send(method, path, { body: new URLSearchParams(form).toString(), headers: { 'content-type': FORM } });
  const askToken: IpassanTestCaller['askToken'] = (changes) => {
    const { clientId, clientSecret } = credentials;
    const right = { grant_type: 'client_credentials', scope: 'all', client_id: clientId, client_secret: clientSecret };
    return call('POST', '/api/v1/token', { ...right, ...changes });
  };
  return {
    askToken,
    async signIn() {
      token = readField((await askToken()).json, 'access_token');
    },
    call,
    send,
  };
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text();
  const contentType = response.headers.get('content-type');
  const json: unknown = contentType?.startsWith('application/json') ? JSON.parse(text) : undefined;
  return { status: response.status, contentType, text, json, uuid: readField(json, 'uuid') };
}

function readField(json: unknown, name: string): string {
  if (typeof json !== 'object' || json === null) return '';
  const entry = Object.entries(json).find(([key]) => key === name);
  return typeof entry?.[1] === 'string' ? entry[1] : '';
}

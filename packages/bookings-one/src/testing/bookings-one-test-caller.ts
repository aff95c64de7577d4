import type { BookingsOneSimulator } from './bookings-one-simulator';

/** What came back, read as far as a test needs it. */
export interface TestAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  /** The parsed JSON; nothing when the answer is not JSON. */
  readonly json: unknown;
}

export interface BookingsOneTestCaller {
  /** GET with the raw token. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** POST of JSON with the raw token. */
  post(path: string, body: unknown): Promise<TestAnswer>;
  send(path: string, init: RequestInit): Promise<TestAnswer>;
  /** The items of a daily list. */
  list(resource: string, date: string): Promise<unknown>;
}

/** Plain requests to a simulator, with nothing of the client in between; paths are spelled by hand. */
export function createBookingsOneTestCaller(
  simulator: Pick<BookingsOneSimulator, 'handler' | 'token'>,
  origin = 'https://bookings.example',
): BookingsOneTestCaller {
  const authorization = simulator.token;
  const send: BookingsOneTestCaller['send'] = async (path, init) => {
    const response = await simulator.handler(new Request(origin + path, init));
    const text = await response.text();
    const contentType = response.headers.get('content-type');
    const json: unknown = contentType?.startsWith('application/json') ? parseJson(text) : undefined;
    return { status: response.status, contentType, text, json };
  };
  const get: BookingsOneTestCaller['get'] = (path, headers) => send(path, { headers: { authorization, ...headers } });
  return {
    get,
    post: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    send,
    list: async (resource, date) =>
      (await get(`/API/external/booking/v1/resource/${resource}/daily?date=${date}`)).json,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

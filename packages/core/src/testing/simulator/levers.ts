import { DroppedConnection, type SimulatorHandler } from './simulator-handler';

/** Chooses the requests that a lever works on. */
export type RequestFilter = (request: Request) => boolean;

/** How an arranged failure looks. */
export interface ArrangedFailure {
  /** How many requests it hits. Default 1. */
  readonly times?: number;
  /** Default: every request. */
  readonly when?: RequestFilter;
}

interface Arrangement {
  left: number;
  readonly when: RequestFilter;
  readonly act: (request: Request, proceed: () => Promise<Response>) => Promise<Response>;
}

/** Things that go wrong on purpose. Arrangements are used up in the order in which they were made. */
export interface Levers {
  /** Answers with this status instead of doing anything. */
  failNext(
    answer: { status: number; headers?: Record<string, string>; body?: string },
    failure?: ArrangedFailure,
  ): void;
  /** Breaks the connection before anything is done. */
  dropRequest(failure?: ArrangedFailure): void;
  /** Does what was asked, then breaks the connection: the caller cannot know. */
  dropAnswer(failure?: ArrangedFailure): void;
  /** Lets the next requests wait so long before they are answered. In real time: for the time-outs of a client. */
  delayNext(delayMs: number, failure?: ArrangedFailure): void;
  /** Lets the next request wait until the returned function is called. */
  holdNext(when?: RequestFilter): () => void;
  /** Answers 429 to the next requests, with `Retry-After` when seconds are given. */
  rateLimitNext(options: { times: number; retryAfterSeconds?: number }): void;
  /** While on, every connection breaks before anything is done. */
  setOutage(isOut: boolean): void;
  /** Takes all arrangements back. */
  reset(): void;
  /** Requests that arrived, hit by a lever or not. */
  readonly requestCount: number;
  /** Requests that arrived, as `METHOD /path`, oldest first. */
  readonly requests: readonly string[];
}

/** Puts levers in front of a simulator. */
export function withLevers(handler: SimulatorHandler): { levers: Levers; handler: SimulatorHandler } {
  let arrangements: Arrangement[] = [];
  let isOut = false;
  const requests: string[] = [];
  const always: RequestFilter = () => true;
  const arrange = (act: Arrangement['act'], failure: ArrangedFailure = {}): void => {
    arrangements.push({ left: failure.times ?? 1, when: failure.when ?? always, act });
  };

  const levers: Levers = {
    failNext: ({ status, headers, body }, failure) =>
      arrange(async () => new Response(body ?? null, { status, headers }), failure),
    dropRequest: (failure) =>
      arrange(async () => {
        throw new DroppedConnection();
      }, failure),
    dropAnswer: (failure) =>
      arrange(async (_request, proceed) => {
        await proceed();
        throw new DroppedConnection();
      }, failure),
    delayNext: (delayMs, failure) =>
      arrange(async (_request, proceed) => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        return proceed();
      }, failure),
    holdNext(when) {
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      arrange((_request, proceed) => gate.then(proceed), { when });
      return release;
    },
    rateLimitNext({ times, retryAfterSeconds }) {
      const headers = retryAfterSeconds === undefined ? undefined : { 'retry-after': String(retryAfterSeconds) };
      levers.failNext({ status: 429, headers }, { times });
    },
    setOutage(next) {
      isOut = next;
    },
    reset() {
      arrangements = [];
      isOut = false;
    },
    get requestCount() {
      return requests.length;
    },
    requests,
  };

  return {
    levers,
    handler: async (request) => {
      requests.push(`${request.method} ${new URL(request.url).pathname}`);
      if (isOut) throw new DroppedConnection();
      const arrangement = arrangements.find((candidate) => candidate.left > 0 && candidate.when(request));
      if (arrangement === undefined) return handler(request);
      arrangement.left -= 1;
      if (arrangement.left <= 0) arrangements = arrangements.filter((candidate) => candidate !== arrangement);
      return arrangement.act(request, () => handler(request));
    },
  };
}

import type { Failure, FieldProblem } from '../../contract/failure';

/** An answer with a status from 400 on, or none at all (status 0). */
export class RequestFailure extends Error {
  readonly status: number;
  readonly problems: readonly FieldProblem[];

  constructor(status: number, { message, problems }: Failure) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** The name of the event on `window` that says that the session may be over, or be somebody else's. */
export const sessionDoubtful = 'session-doubtful';

let csrfToken = '';

/** Remembers what has to go back with every change. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** What a refusal says; nothing, where something in between has answered in words of its own. */
function failureIn(text: string): Partial<Failure> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** One call of our own server. @throws {RequestFailure} */
export async function request<Answer>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'x-csrf-token': csrfToken }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RequestFailure(0, { message: 'The server does not answer. Try again in a moment.', problems: [] });
  });
  const text = await response.text();
  // Both ends of the call compile against the same contract.
  if (response.ok) return JSON.parse(text || 'null');
  const failure = failureIn(text);
  // 403: perhaps the token is of a session that is over.
  if (response.status === 401 || response.status === 403) window.dispatchEvent(new Event(sessionDoubtful));
  throw new RequestFailure(response.status, {
    message: failure.message ?? `The server refused this (${response.status}).`,
    problems: failure.problems ?? [],
  });
}

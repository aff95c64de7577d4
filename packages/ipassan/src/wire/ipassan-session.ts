import {
  AuthenticationError,
  type Clock,
  ConnectionError,
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  type Logger,
  parseRetryAfter,
  ResponseValidationError,
  type TakeTurn,
} from '@acx/core/provider';
import { refusedAnswerToError } from '../ipassan-errors';
import { errorTextOf, parseAnswerBody } from './ipassan-answer-body';
import type { IpassanProfile } from './ipassan-profile';
import { recogniseRefusal } from './ipassan-refusal';
import type { IpassanTokenSource } from './ipassan-token-source';

/** Options of every call of the client. */
export interface IpassanCallOptions {
  /** Ends the call early. A write that had been sent has the effect `unknown` then. */
  readonly signal?: AbortSignal;
  /** Awaited before each request leaves: see `access.takeTurn`. Default: it leaves at once. */
  readonly takeTurn?: TakeTurn;
  /** Sees status and headers of every answer, for example to compare clocks. Must not throw. */
  readonly onAnswer?: (answer: { readonly status: number; readonly headers: Headers }) => void;
}

/** One call with a token. */
export interface IpassanCall extends Pick<HttpRequest, 'operation' | 'method' | 'path' | 'query'> {
  readonly form?: URLSearchParams;
  /** What it is about, for messages: `asset <uuid>`. Never a person. */
  readonly target?: string;
}

/** Makes calls with a token and tells refusals from answers. */
export interface IpassanSession {
  readonly providerId: string;
  readonly profile: IpassanProfile;
  /**
   * The JSON of a successful answer; `undefined` when its body is empty.
   * @throws AcxError for everything else; nothing in it repeats the words of iPassan.
   */
  send(call: IpassanCall, options: IpassanCallOptions): Promise<unknown>;
}

/** What a session is made of. */
export interface IpassanSessionOptions {
  readonly providerId: string;
  readonly profile: IpassanProfile;
  readonly http: HttpClient;
  readonly tokens: IpassanTokenSource;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A session of one API user. */
export function createIpassanSession(options: IpassanSessionOptions): IpassanSession {
  const { providerId, profile, http, tokens, clock, logger } = options;

  const sendWith = async (token: string, call: IpassanCall, callOptions: IpassanCallOptions): Promise<HttpAnswer> => {
    const { operation, method, path, query, form } = call;
    const { signal, takeTurn, onAnswer } = callOptions;
    // Nothing has been sent yet, so unlike an abort on the way this one is known to have changed nothing.
    if (signal?.aborted) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
    const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
    const answer = await http.request({ operation, method, path, query, headers, body: form, signal, takeTurn });
    logger.debug('iPassan answered', { providerId, operation, status: answer.status });
    onAnswer?.({ status: answer.status, headers: answer.headers });
    return answer;
  };

  const readAnswer = (call: IpassanCall, answer: HttpAnswer): unknown => {
    const { operation, target } = call;
    const { status, headers, text } = answer;
    const isWrite = call.method !== 'GET';
    const isSuccess = status >= 200 && status <= 299;
    const body = parseAnswerBody(text);
    const refusal = recogniseRefusal(profile.refusals, { status, body });
    const vendorText = errorTextOf(body);
    // Some refusals may come with a status of success: "Access Denied" for a wrong site is known, its status is not.
    if (!isSuccess || refusal !== undefined || (body.kind === 'json' && vendorText !== undefined))
      throw refusedAnswerToError({
        providerId,
        operation,
        target,
        isWrite,
        status,
        refusal,
        retryAfterMs: parseRetryAfter(headers.get('retry-after'), clock.nowMs()),
        vendorText,
      });
    if (body.kind === 'empty') return undefined;
    if (body.kind === 'json') return body.value;
    const found = body.kind === 'html' ? 'is an HTML page' : 'is not JSON';
    throw new ResponseValidationError({
      providerId,
      operation,
      problems: [{ path: '', message: `the body ${found}` }],
      effect: isWrite ? 'unknown' : 'none',
    });
  };

  return {
    providerId,
    profile,
    async send(call, callOptions) {
      const { operation } = call;
      const token = await tokens.get(callOptions);
      let answer = await sendWith(token, call, callOptions);
      if (answer.status === 401) {
        // The token may have ended early. Nothing was done with it, so even a write can be sent again, once.
        const renewed = await tokens.renew(token, callOptions);
        answer = await sendWith(renewed, call, callOptions);
        if (answer.status === 401) throw new AuthenticationError({ providerId, operation, status: 401 });
      }
      return readAnswer(call, answer);
    },
  };
}

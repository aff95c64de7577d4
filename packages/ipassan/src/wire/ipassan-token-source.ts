import {
  AuthenticationError,
  type Clock,
  ConnectionError,
  type HttpAnswer,
  type HttpClient,
  parseAnswer,
  parseRetryAfter,
  type TakeTurn,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { refusedAnswerToError } from '../ipassan-errors';
import { parseAnswerBody } from './ipassan-answer-body';
import { lenientField, numberField } from './ipassan-field';
import { fieldsToForm } from './ipassan-form';
import { untilAborted } from './ipassan-until-aborted';

/** Of the call that needs a token. */
interface IpassanTokenCallOptions {
  readonly signal?: AbortSignal;
  /** Awaited before a token is asked for. */
  readonly takeTurn?: TakeTurn;
}

/** Gives the token that calls are made with, and a new one when it is no longer taken. */
export interface IpassanTokenSource {
  /** The current token; asks for one when there is none or its life is over. Callers at the same time share one request. */
  get(options?: IpassanTokenCallOptions): Promise<string>;
  /** A token other than `refused`, which iPassan did not take. */
  renew(refused: string, options?: IpassanTokenCallOptions): Promise<string>;
}

/** What a token is asked for with. */
export interface IpassanTokenOptions {
  readonly providerId: string;
  readonly http: HttpClient;
  /** From the wire profile. */
  readonly path: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
}

const OPERATION = 'requestToken';

/** A token is given up this long before its end, so that it does not end on the way; of a short life at most a tenth. */
const SAFETY_MARGIN_MS = 30_000;

const tokenSchema = z.object({
  access_token: z.string().check(z.minLength(1, 'must not be empty')),
  expires_in: lenientField(numberField),
});

/** A token source for one API user. Keeps the token in memory only and starts nothing by itself. */
export function createIpassanTokenSource(options: IpassanTokenOptions): IpassanTokenSource {
  const { providerId, http, path, clientId, clientSecret, clock } = options;
  let current: { readonly token: string; readonly endsAtMs: number } | undefined;
  let pending: Promise<string> | undefined;

  const request = async (takeTurn: TakeTurn | undefined): Promise<string> => {
    const askedAtMs = clock.nowMs();
    const answer = await http.request({
      operation: OPERATION,
      method: 'POST',
      path,
      body: fieldsToForm({
        grant_type: 'client_credentials',
        scope: 'all',
        client_id: clientId,
        client_secret: clientSecret,
      }),
      isWrite: false,
      takeTurn,
    });
    const { access_token: token, expires_in: lifeSeconds } = readToken(answer);
    current = { token, endsAtMs: askedAtMs + usableMs(lifeSeconds) };
    return token;
  };

  const readToken = (answer: HttpAnswer): z.output<typeof tokenSchema> => {
    const { status, headers, text } = answer;
    if (status === 400 || status === 401 || status === 403)
      throw new AuthenticationError({ providerId, operation: OPERATION, status });
    if (status < 200 || status > 299)
      throw refusedAnswerToError({
        providerId,
        operation: OPERATION,
        isWrite: false,
        status,
        retryAfterMs: parseRetryAfter(headers.get('retry-after'), clock.nowMs()),
      });
    const body = parseAnswerBody(text);
    const value = body.kind === 'json' ? body.value : undefined;
    return parseAnswer(tokenSchema, value, { providerId, operation: OPERATION, effect: 'none' });
  };

  const abortedError = (): Error =>
    new ConnectionError({ providerId, operation: OPERATION, reason: 'aborted', effect: 'none' });

  const get = async (callOptions: IpassanTokenCallOptions = {}): Promise<string> => {
    const { signal, takeTurn } = callOptions;
    if (current !== undefined && clock.nowMs() < current.endsAtMs) return current.token;
    const isShared = pending !== undefined;
    pending ??= request(takeTurn).finally(() => {
      pending = undefined;
    });
    try {
      return await untilAborted(pending, signal, abortedError);
    } catch (failure) {
      // Whoever has asked first got no turn; that says nothing of this call's.
      if (isShared && signal?.aborted !== true && wasNotSent(failure)) return get(callOptions);
      throw failure;
    }
  };

  return {
    get,
    renew(refused, callOptions) {
      // Another call may have renewed it already while this one was on its way.
      if (current?.token === refused) current = undefined;
      return get(callOptions);
    },
  };
}

function wasNotSent(failure: unknown): boolean {
  return failure instanceof ConnectionError && (failure.reason === 'aborted' || failure.reason === 'no_turn');
}

/** Without a told life the token is used until iPassan refuses it. */
function usableMs(lifeSeconds: number | undefined): number {
  if (lifeSeconds === undefined) return Number.POSITIVE_INFINITY;
  const lifeMs = lifeSeconds * 1000;
  return lifeMs - Math.min(SAFETY_MARGIN_MS, lifeMs / 10);
}

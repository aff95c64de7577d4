import {
  type Clock,
  ConnectionError,
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  type Logger,
  ProviderCallError,
  parseRetryAfter,
  ResponseValidationError,
  redact,
  type TakeTurn,
} from '@acx/core/provider';
import { parseBookingsOneBody } from './bookings-one-answer-body';
import { type BookingsOneAuth, tokenToAuthorization } from './bookings-one-authorization';
import type { BookingsOneProfile } from './bookings-one-profile';
import { describeBookingsOneRedirect } from './bookings-one-redirect';
import { refusedAnswerToError } from './bookings-one-refusal';
import { toSecretForms } from './bookings-one-secret-forms';

/** Options of every call of the client. */
export interface BookingsOneCallOptions {
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** Awaited before the request leaves: see `access.takeTurn`. Default: it leaves at once. */
  readonly takeTurn?: TakeTurn;
}

/** One call with the token. */
export interface BookingsOneCall extends Pick<HttpRequest, 'operation' | 'path' | 'query' | 'signal' | 'takeTurn'> {
  readonly method: 'GET' | 'POST';
  /** Whether an answer in plain text is a success too, because nothing of it is needed. Default false. */
  readonly takesText?: boolean;
  /** Sent as JSON. */
  readonly json?: object;
  /** What it is about, for messages: `resource <id>`. Never a person. */
  readonly target?: string;
  /** What is sent and must not be told in any of its forms, beside the token. */
  readonly secrets?: readonly string[];
}

/** Makes calls with the token and tells refusals from answers. */
export interface BookingsOneSession {
  readonly providerId: string;
  readonly profile: BookingsOneProfile;
  /**
   * The JSON of a successful answer, or its text where the call takes text; `undefined` when its body is empty.
   * @throws AcxError for everything else; nothing in it repeats the words of the server.
   */
  send(call: BookingsOneCall): Promise<unknown>;
}

/** What a session is made of. */
export interface BookingsOneSessionOptions {
  readonly providerId: string;
  readonly profile: BookingsOneProfile;
  readonly http: HttpClient;
  readonly baseUrl: string;
  readonly token: string;
  readonly auth: BookingsOneAuth;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After it, no further call is made. */
  readonly isClosed: () => boolean;
}

const LONGEST_VENDOR_TEXT = 1000;
/** A part of a secret that is cut here is not among what is kept. */
const LONGEST_REDACTED_TEXT = 10_000;

/** A session with one token. */
export function createBookingsOneSession(options: BookingsOneSessionOptions): BookingsOneSession {
  const { providerId, profile, http, baseUrl, token, auth, clock, logger, isClosed } = options;
  const authorization = tokenToAuthorization(token, auth);
  // A server may repeat the header without the word before it.
  const hidden = [token, authorization, authorization.replace(/^\w+ /, '')].flatMap(toSecretForms);

  const readAnswer = (call: BookingsOneCall, { status, headers, text }: HttpAnswer): unknown => {
    const { operation, target } = call;
    const isWrite = call.method !== 'GET';
    const secrets = [...hidden, ...(call.secrets ?? []).flatMap(toSecretForms)];
    const body = parseBookingsOneBody(text);
    if (status < 200 || status > 299)
      throw refusedAnswerToError({
        providerId,
        operation,
        target,
        isWrite,
        status,
        isPage: body.kind === 'html',
        redirectAdvice: describeBookingsOneRedirect({ baseUrl, location: headers.get('location'), secrets }),
        retryAfterMs: parseRetryAfter(headers.get('retry-after'), clock.nowMs()),
        vendorText: body.kind === 'html' ? undefined : wordsOf(text, secrets),
      });
    if (body.kind === 'empty') return undefined;
    if (body.kind === 'json') return body.value;
    if (body.kind === 'text' && call.takesText) return body.text;
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
    async send(call) {
      const { operation, method, path, query, json, signal, takeTurn } = call;
      if (isClosed()) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
      const headers = {
        accept: 'application/json',
        authorization,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const body = json === undefined ? undefined : JSON.stringify(json);
      const answer = await http.request({ operation, method, path, query, headers, body, signal, takeTurn });
      logger.debug('Bookings ONE answered', { providerId, operation, status: answer.status });
      return readAnswer(call, answer);
    },
  };
}

/** The words of a refusal, for an installer's eyes; what can be recognised as a secret or personal is taken out. */
function wordsOf(text: string, secrets: readonly string[]): string | undefined {
  return redact(text.slice(0, LONGEST_REDACTED_TEXT), secrets).slice(0, LONGEST_VENDOR_TEXT) || undefined;
}

/** True for the refusal that says the record is not there. */
export function isNotFound(failure: unknown): boolean {
  return failure instanceof ProviderCallError && failure.vendorCode === 'not_found';
}

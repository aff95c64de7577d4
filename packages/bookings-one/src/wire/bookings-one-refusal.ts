import { type AcxError, AuthenticationError, type Effect, ProviderCallError } from '@acx/core/provider';

/** An answer of Bookings ONE that is not a success. */
export interface RefusedAnswer {
  readonly providerId: string;
  readonly operation: string;
  /** What the call was about, for people: `resource <id>`. Never a person. */
  readonly target?: string;
  readonly isWrite: boolean;
  readonly status: number;
  /** An HTML page comes from a proxy or a wrong address; "not found" on it says nothing about a record. */
  readonly isPage: boolean;
  /** What to do about a redirect. */
  readonly redirectAdvice: string;
  readonly retryAfterMs?: number;
  /** The server's own words: kept apart, because they may name people. */
  readonly vendorText?: string;
}

interface Row {
  readonly code: string;
  /** What happened, ending a sentence that begins with "Bookings ONE refused …:". */
  readonly happened: string;
  readonly advice: string;
  readonly isRetryable?: boolean;
}

const serverFailure = {
  code: 'server_failure',
  advice: 'It is tried again later.',
  isRetryable: true,
};
const notAccepted: Row = {
  code: 'not_accepted',
  happened: 'it did not accept what was sent',
  advice:
    "Its own words are in vendorText of the error; they may hold personal data. Compare the wire profile with the vendor's documents.",
};
const unexpected: Row = {
  code: 'unexpected_status',
  happened: 'an answer that we do not know',
  advice: "Check baseUrl, and compare the paths of the wire profile with the vendor's documents.",
};

const byStatus: Readonly<Record<number, Row>> = {
  400: notAccepted,
  422: notAccepted,
  403: {
    code: 'forbidden',
    happened: 'the access token may not do this',
    advice: 'Check the rights of the token under Management console > Settings > API authentication.',
  },
  404: {
    code: 'not_found',
    happened: 'what was asked for, or the operation itself, does not exist',
    advice: 'Check the id of the resource in Bookings ONE, then baseUrl and the paths of the wire profile.',
  },
  408: { ...serverFailure, happened: 'its server gave up waiting' },
  429: {
    code: 'rate_limited',
    happened: 'too many calls',
    advice: 'It is tried again later.',
    isRetryable: true,
  },
};

/** The error that tells what an answer without success means, whether it took effect and what to do. */
export function refusedAnswerToError(answer: RefusedAnswer): AcxError {
  const { providerId, operation, target, status, retryAfterMs, vendorText } = answer;
  if (status === 401)
    return new AuthenticationError({
      providerId,
      operation,
      status,
      message:
        `${providerId}: Bookings ONE refused the access token during ${operation} (status 401); nothing was changed. ` +
        'Make a token under Management console > Settings > API authentication and put it into token; ' +
        'if it is the right one, try another value of auth.',
    });
  const { code, happened, advice, isRetryable } = rowOf(answer);
  const effect = effectOf(answer);
  const told = effect === 'none' ? 'nothing was changed' : 'it is not known whether it took effect';
  const about = target === undefined ? '' : ` of ${target}`;
  return new ProviderCallError({
    providerId,
    operation,
    message: `${providerId}: Bookings ONE refused ${operation}${about}: ${happened} (status ${status}); ${told}. ${advice}`,
    status,
    vendorCode: code,
    retryAfterMs,
    isRetryable,
    effect,
    vendorText,
  });
}

function rowOf({ status, isPage, redirectAdvice }: RefusedAnswer): Row {
  if (status >= 300 && status <= 399)
    return {
      code: 'redirected',
      happened: 'the address redirects elsewhere, which was not followed so that the token is not handed on',
      advice: redirectAdvice,
    };
  if (status >= 500) return { ...serverFailure, happened: 'its server failed' };
  return (status === 404 && isPage ? undefined : byStatus[status]) ?? unexpected;
}

/** A server that broke down may have written before it did, and 303 is what follows a form that was taken. */
function effectOf({ status, isWrite }: RefusedAnswer): Effect {
  return isWrite && (status >= 500 || status === 408 || status === 303) ? 'unknown' : 'none';
}

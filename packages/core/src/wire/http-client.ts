import ky, { type KyInstance } from 'ky';
import { ConfigurationError } from '../errors/configuration-error';
import { ConnectionError } from '../errors/connection-error';
import type { TakeTurn } from '../ports/call-options';
import { isAllowedBaseUrl } from './base-url';
import { classifyFetchFailure } from './connection-failure';
import { readBoundedText } from './read-bounded-text';

/** How a vendor's HTTP server is reached. */
export interface HttpClientOptions {
  /** Named in errors. */
  readonly providerId: string;
  /** `https:` only, except on this machine or with `allowPlainHttp`. */
  readonly baseUrl: string;
  /** Default: the global `fetch`, looked up at each call. */
  readonly fetch?: typeof fetch;
  /** From sending to the last byte of the answer. Default 15 000. */
  readonly timeoutMs?: number;
  /** Longer answers are refused. Default 10 MiB. */
  readonly maximumAnswerBytes?: number;
  /** Allows `http:` beyond this machine. Everything sent can then be read on the way. Default false. */
  readonly allowPlainHttp?: boolean;
}

/** One call. */
export interface HttpRequest {
  /** What the call is for, in errors and traces: `createAssetBooking`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base address; parts that come from data must be encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** `URLSearchParams` are sent as a form; text as it is. */
  readonly body?: URLSearchParams | string;
  /** May the call change something at the vendor? Default: every method but GET. */
  readonly isWrite?: boolean;
  readonly signal?: AbortSignal;
  /** Awaited before the request leaves, and before its time-out begins. What it throws is thrown: nothing was sent then. */
  readonly takeTurn?: TakeTurn;
}

/** An answer of any status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body, always read as UTF-8. */
  readonly text: string;
}

/** Speaks HTTP with one vendor server. Never retries, never follows redirects, keeps no state. */
export interface HttpClient {
  /** @throws ConnectionError when no usable answer came; its `effect` is honest. Every status is an answer, not an error. */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

/** @throws ConfigurationError for a base address that would send secrets in the clear. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { providerId, baseUrl, timeoutMs = 15_000, maximumAnswerBytes = 10 * 1024 * 1024 } = options;
  if (!isAllowedBaseUrl(baseUrl, options.allowPlainHttp ?? false))
    throw new ConfigurationError({
      subject: `Provider ${providerId}`,
      problems: [{ path: 'baseUrl', message: 'must use https (http only on this machine, or with allowPlainHttp)' }],
    });
  const client: KyInstance = ky.create({
    prefixUrl: baseUrl,
    // Looked up at each call, so that a fetch replaced later (tracing, tests) is seen.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'manual',
  });

  return {
    async request({ operation, method, path, query, headers, body, signal, takeTurn, isWrite = method !== 'GET' }) {
      if (takeTurn !== undefined && !signal?.aborted) await takeTurn({ operation, signal });
      if (signal?.aborted) throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: 'none' });
      const controller = new AbortController();
      let isTimeout = false;
      const timer = setTimeout(() => {
        isTimeout = true;
        controller.abort();
      }, timeoutMs);
      const abort = (): void => controller.abort();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const response = await client(path.replace(/^\//, ''), {
          method,
          headers,
          body,
          searchParams: query,
          signal: controller.signal,
        });
        const text = await readBoundedText(response, maximumAnswerBytes, controller.signal);
        if (text === undefined)
          throw new ConnectionError({
            providerId,
            operation,
            reason: 'too_large',
            effect: isWrite ? 'unknown' : 'none',
          });
        return { status: response.status, headers: response.headers, text };
      } catch (failure) {
        if (ConnectionError.isInstance(failure)) throw failure;
        const { reason, effect, advice } = classifyFetchFailure(failure, isWrite);
        if (isTimeout)
          throw new ConnectionError({ providerId, operation, reason: 'timeout', effect: isWrite ? 'unknown' : 'none' });
        if (signal?.aborted)
          throw new ConnectionError({ providerId, operation, reason: 'aborted', effect: isWrite ? 'unknown' : 'none' });
        throw new ConnectionError({ providerId, operation, reason, effect, advice });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}

import { X509Certificate } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { TLSSocket } from 'node:tls';
import type { Agent, buildConnector } from 'undici';
import * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { parseOptions } from '../options/parse-options';
import { FINGERPRINT_MISMATCH } from './connection-failure';

/**
 * What proves that a server with a private certificate is the right one. Give at least one; with both, both must hold. There is no way to
 * verify nothing.
 */
export interface TlsOptions {
  /**
   * Certificates of the authority that has signed the server's, or the server's own self-signed one: PEM, one or several in a text. Only these
   * are trusted, none of the public authorities. Host name and expiry are verified as usual.
   */
  readonly ca?: string | readonly string[];
  /**
   * SHA-256 of the server's certificate, 64 hexadecimal digits; colons and case do not matter. Without `ca` it is the only thing that counts: the
   * certificate may be self-signed, expired or made out to another host name. It must be changed here whenever the server's certificate is renewed.
   */
  readonly fingerprint256?: string;
}

/** A `fetch` for servers with private certificates. */
export interface TlsFetch {
  /**
   * As the platform's, for `https:` only. Redirects are never followed. The first call loads the package `undici`.
   * @throws ConfigurationError when `undici` is missing or the address is not `https:`; nothing was sent then.
   */
  readonly fetch: typeof fetch;
  /** Ends every connection and every call that is under way. A later call fails. */
  close(): Promise<void>;
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, each on its own; none at all when a single part of it is something else. */
function certificatesIn(pem: string): readonly string[] {
  const blocks = pem.match(certificateBlock) ?? [];
  if (blocks.length !== pem.split('-----BEGIN ').length - 1) return [];
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch {
    return [];
  }
}

const holdsPrivateKey = (text: string): boolean => text.includes('PRIVATE KEY-----');

const pemSchema = z.string('must be certificates in PEM form').check(
  z.refine((text) => !holdsPrivateKey(text), 'holds a private key; give certificates only'),
  z.refine(
    (text) => holdsPrivateKey(text) || certificatesIn(text).length > 0,
    'must be certificates in PEM form, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
  ),
);

const plainFingerprint = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** Reads {@link TlsOptions}; an unknown field is refused, and no value is repeated in a message. */
export const tlsOptionsSchema: z.ZodMiniType<TlsOptions, TlsOptions> = z
  .strictObject({
    ca: z.optional(
      z.union([pemSchema, z.array(pemSchema).check(z.minLength(1, 'must hold at least one certificate'))], {
        error: 'must be certificates in PEM form: a text or a list of texts',
      }),
    ),
    fingerprint256: z.optional(
      z
        .string('must be a text')
        .check(
          z.refine(
            (text) => /^[0-9a-f]{64}$/.test(plainFingerprint(text)),
            'must be the SHA-256 fingerprint of the certificate: 64 hexadecimal digits, with or without colons',
          ),
        ),
    ),
  })
  .check(
    z.refine(
      ({ ca, fingerprint256 }) => ca !== undefined || fingerprint256 !== undefined,
      'ca, fingerprint256 or both must be given',
    ),
  );

/**
 * A `fetch` that trusts exactly what the options name, for `createHttpClient`. The server is verified before the first byte of a request is sent;
 * a certificate that is not the named one ends the call with reason `tls` and effect `none`.
 * @throws ConfigurationError for wrong options.
 */
export function createTlsFetch(options: TlsOptions): TlsFetch {
  const settings = parseOptions('The tls options', tlsOptionsSchema, options);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  // A request follows its caller's signal by weak references only, and an answer that nobody holds gives up its body. Both must live until the
  // body is read; otherwise the time-out of an answer that stops half-way is lost at the next garbage collection.
  const heldByBody = new WeakMap<object, unknown>();
  let agent: Agent | undefined;

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.startsWith('https:')) throw unusable('the address must use https');
      const undici = await loadUndici();
      // As bytes, not as a stream: a stream would be sent in chunks, which small servers do not understand.
      const body = request.body === null ? undefined : await request.arrayBuffer();
      if (closing.signal.aborted) throw failure('UND_ERR_CLOSED', 'The connection has been closed.');
      agent ??= new undici.Agent({ connect: verifyingConnector(undici.buildConnector, settings, closing.signal) });
      // The platform's fetch may refuse the agent of another version of undici.
      const answer = await undici.fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body,
        signal: request.signal,
        redirect: 'manual',
        dispatcher: agent,
      });
      if (answer.body !== null) heldByBody.set(answer.body, [input, request, answer]);
      return new Response(answer.body, {
        status: answer.status,
        statusText: answer.statusText,
        headers: [...answer.headers],
      });
    },
    close: async () => {
      const destroyed = agent?.destroy();
      // Handshakes that are under way are not yet known to the agent.
      closing.abort();
      await destroyed;
    },
  };
}

/** Opens connections on which the server has been verified. */
function verifyingConnector(
  build: typeof buildConnector,
  { ca, fingerprint256 }: TlsOptions,
  signal: AbortSignal,
): buildConnector.connector {
  const connect = build({
    ca: ca === undefined ? undefined : [ca].flat().flatMap(certificatesIn),
    // Said in both cases, so that NODE_TLS_REJECT_UNAUTHORIZED has no say. Without an authority the fingerprint alone decides, below.
    rejectUnauthorized: ca !== undefined,
    // A resumed session would not be verified again.
    maxCachedSessions: 0,
    signal,
  });
  return (target, done) =>
    connect(target, (...[error, socket]) => {
      if (error !== null) return done(error, null);
      const refusal = refusalOf(socket, ca !== undefined, fingerprint256);
      if (refusal === undefined) return done(null, socket);
      socket.destroy();
      done(refusal, null);
    });
}

/** Why nothing may be sent on a connection whose handshake is done. */
function refusalOf(socket: object, isAuthorityRequired: boolean, pinned: string | undefined): Error | undefined {
  if (!(socket instanceof TLSSocket) || (isAuthorityRequired && !socket.authorized))
    return failure('CERT_UNTRUSTED', 'The server has not proved its identity. Nothing was sent.');
  if (pinned === undefined) return undefined;
  const presented = socket.getPeerX509Certificate()?.fingerprint256 ?? 'none';
  if (plainFingerprint(presented) === plainFingerprint(pinned)) return undefined;
  return failure(
    FINGERPRINT_MISMATCH,
    `The server's certificate is not the pinned one; its SHA-256 fingerprint is ${presented}. Nothing was sent. ` +
      'If the certificate was renewed, compare this with the server itself and set fingerprint256 to it; if not, somebody may be intercepting.',
  );
}

async function loadUndici() {
  try {
    return await import('undici');
  } catch {
    throw unusable('undici is not installed or does not load; run npm install undici@7');
  }
}

const unusable = (message: string): ConfigurationError =>
  new ConfigurationError({ subject: 'A connection with tls options', problems: [{ path: '', message }] });

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

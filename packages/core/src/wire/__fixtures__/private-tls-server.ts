import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that nobody else knows. */
export async function createAuthority(name = 'Private authority'): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

/** A server's certificate: signed by `authority`, or by itself; for this machine, or for the one `host`; valid, or expired. */
export async function issueCertificate(
  options: { authority?: Certificate; host?: string; isExpired?: boolean } = {},
): Promise<Certificate> {
  const { authority, host, isExpired = false } = options;
  const { cert, private: key } = await generate([{ name: 'commonName', value: host ?? 'This machine' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: authority,
    ...(isExpired ? { notBeforeDate: new Date('2020-01-01'), notAfterDate: new Date('2021-01-01') } : {}),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: host === undefined ? [{ type: 7, ip: '127.0.0.1' }] : [{ type: 2, value: host }],
      },
    ],
  });
  return { cert, key };
}

/** A real HTTPS server on this machine, and what it has seen. */
export interface PrivateTlsServer {
  readonly url: string;
  /** `POST /path body` of every request that has come in completely. */
  readonly requests: readonly string[];
  readonly lastRequest: IncomingMessage | undefined;
  /** TLS connections so far. */
  readonly connectionCount: number;
  /** Connections that are open now, without or with TLS. */
  openConnections(): Promise<number>;
  /** From now on another certificate; open connections are ended. */
  changeCertificate(certificate: Certificate): void;
  close(): Promise<void>;
}

/** Answers with `answer`; without one, 200 and the body that was sent. */
export async function servePrivateTls(
  certificate: Certificate,
  answer: (response: ServerResponse, body: string) => void = (response, body) => response.end(body),
): Promise<PrivateTlsServer> {
  const requests: string[] = [];
  let lastRequest: IncomingMessage | undefined;
  let connectionCount = 0;
  // Without a limit, so that whoever leaves a connection open is found out.
  const server = createServer({ ...certificate, keepAliveTimeout: 0 }, async (request, response) => {
    lastRequest = request;
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.once('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push(`${request.method} ${request.url} ${body}`.trimEnd());
      answer(response, body);
    });
  });
  server.on('secureConnection', () => {
    connectionCount += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    requests,
    get lastRequest() {
      return lastRequest;
    },
    get connectionCount() {
      return connectionCount;
    },
    openConnections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    changeCertificate(next) {
      server.setSecureContext({ ...next });
      server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

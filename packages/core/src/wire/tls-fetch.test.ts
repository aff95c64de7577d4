import { X509Certificate } from 'node:crypto';
import { createServer as createTlsServer } from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionError } from '../errors/connection-error';
import {
  type Certificate,
  createAuthority,
  issueCertificate,
  type PrivateTlsServer,
  servePrivateTls,
} from './__fixtures__/private-tls-server';
import { createHttpClient, type HttpAnswer } from './http-client';
import { createTlsFetch, type TlsOptions } from './tls-fetch';

const authority = await createAuthority();
/** Has the same name and another key. */
const stranger = await createAuthority();
const secondAuthority = await createAuthority('Second private authority');
const signed = await issueCertificate({ authority });
const signedForAnother = await issueCertificate({ authority, host: 'vendor.example' });
const signedAndExpired = await issueCertificate({ authority, isExpired: true });
const selfSigned = await issueCertificate();
const selfSignedForAnother = await issueCertificate({ host: 'vendor.example' });
const selfSignedAndExpired = await issueCertificate({ isExpired: true });

const fingerprintOf = ({ cert }: Certificate): string => new X509Certificate(cert).fingerprint256;

const pinned = (certificate: Certificate): TlsOptions => ({ fingerprint256: fingerprintOf(certificate) });
const pinnedPlainly = (certificate: Certificate): TlsOptions => ({
  fingerprint256: fingerprintOf(certificate).replaceAll(':', '').toLowerCase(),
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(certificate: Certificate): Promise<PrivateTlsServer> {
  const server = await servePrivateTls(certificate);
  closers.push(server.close);
  return server;
}

function connect(tls: TlsOptions): typeof fetch {
  const tlsFetch = createTlsFetch(tls);
  closers.push(tlsFetch.close);
  return tlsFetch.fetch;
}

const post = (baseUrl: string, tlsFetch: typeof fetch, headers = {}): Promise<HttpAnswer> =>
  createHttpClient({ providerId: 'site-1', baseUrl, fetch: tlsFetch }).request({
    operation: 'openDoor',
    method: 'POST',
    path: 'doors',
    body: 'secret',
    headers,
  });

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (answer) => new Error(`It worked: ${inspect(answer)}`),
    (thrown: unknown) => thrown,
  );

async function expectRefused(server: PrivateTlsServer, tls: TlsOptions): Promise<void> {
  const failure = await failureOf(post(server.url, connect(tls)));
  expect(failure).toBeInstanceOf(ConnectionError);
  expect(failure).toMatchObject({ reason: 'tls', effect: 'none', isRetryable: false });
  expect(server.requests).toEqual([]);
}

describe('a server is accepted', () => {
  it.each<[what: string, certificate: Certificate, tls: TlsOptions]>([
    ['signed by the authority', signed, { ca: authority.cert }],
    ['signed by one authority of a list', signed, { ca: [secondAuthority.cert, authority.cert] }],
    ['signed by one authority of a text', signed, { ca: `# ours\r\n${secondAuthority.cert}\n${authority.cert}\n` }],
    ['self-signed and itself the authority', selfSigned, { ca: selfSigned.cert }],
    ['self-signed and pinned', selfSigned, pinned(selfSigned)],
    ['pinned in small letters without colons', selfSigned, pinnedPlainly(selfSigned)],
    ['pinned, whatever its host name', selfSignedForAnother, pinned(selfSignedForAnother)],
    ['pinned, however old', selfSignedAndExpired, pinned(selfSignedAndExpired)],
    ['signed by somebody and pinned', signed, pinned(signed)],
    ['signed by the authority and pinned', signed, { ca: authority.cert, ...pinned(signed) }],
  ])('%s', async (_what, certificate, tls) => {
    const server = await serve(certificate);
    expect(await post(server.url, connect(tls))).toMatchObject({ status: 200, text: 'secret' });
    expect(server.requests).toEqual(['POST /doors secret']);
  });
});

describe('a server is refused before it sees a request', () => {
  it.each<[what: string, certificate: Certificate, tls: TlsOptions]>([
    ['signed by another authority', signed, { ca: stranger.cert }],
    ['self-signed', selfSigned, { ca: authority.cert }],
    ['signed by the authority for another host', signedForAnother, { ca: authority.cert }],
    ['signed by the authority and expired', signedAndExpired, { ca: authority.cert }],
    ['not the pinned one', selfSigned, pinned(selfSignedForAnother)],
    ['not the pinned one, but signed by it', signed, pinned(authority)],
    ['signed by the authority, but not the pinned one', signed, { ca: authority.cert, ...pinned(selfSigned) }],
    ['the pinned one, but of another authority', signed, { ca: stranger.cert, ...pinned(signed) }],
    ['the pinned one, but for another host', signedForAnother, { ca: authority.cert, ...pinned(signedForAnother) }],
    ['the pinned one, but expired', signedAndExpired, { ca: authority.cert, ...pinned(signedAndExpired) }],
  ])('%s', async (_what, certificate, tls) => {
    await expectRefused(await serve(certificate), tls);
  });

  it('also where the process was told to verify nothing', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await expectRefused(await serve(selfSigned), { ca: authority.cert });
    await expectRefused(await serve(signedForAnother), { ca: authority.cert });
    await expectRefused(await serve(selfSigned), pinned(signed));
  });

  it('also when the caller sends a Host header that would fit', async () => {
    const server = await serve(signedForAnother);
    const failure = await failureOf(post(server.url, connect({ ca: authority.cert }), { host: 'vendor.example' }));
    expect(failure).toMatchObject({ reason: 'tls', effect: 'none' });
    expect(server.requests).toEqual([]);
  });

  it('not one byte reaches a server that is not the pinned one', async () => {
    let bytes = 0;
    const ended: Promise<void>[] = [];
    const server = createTlsServer(selfSigned, (socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
    });
    server.on('connection', (socket) => {
      ended.push(new Promise((resolve) => socket.once('close', () => resolve())));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await failureOf(post(`https://127.0.0.1:${port}`, connect(pinned(signed))));
    await Promise.all(ended);
    expect({ connections: ended.length, bytes }).toEqual({ connections: 1, bytes: 0 });
  });
});

describe('a certificate that changes', () => {
  it.each<[what: string, tls: TlsOptions]>([
    ['pinned', pinned(signed)],
    ['with an authority', { ca: authority.cert }],
  ])('is noticed on the next connection, %s', async (_what, tls) => {
    const server = await serve(signed);
    const tlsFetch = connect(tls);
    await post(server.url, tlsFetch);
    server.changeCertificate(selfSigned);
    // The end of the old connection may be noticed first; that is no matter of TLS.
    const failures = [await failureOf(post(server.url, tlsFetch)), await failureOf(post(server.url, tlsFetch))];
    expect(failures[1]).toMatchObject({ reason: 'tls', effect: 'none' });
    expect(server.requests).toHaveLength(1);
  });

  it('is told with its fingerprint, and with what to do', async () => {
    const server = await serve(selfSigned);
    const failure = await failureOf(connect(pinned(signed))(server.url));
    expect(inspect(failure)).toContain(fingerprintOf(selfSigned));
    expect(inspect(failure)).toContain('set fingerprint256 to it');
  });

  it('that the authority has signed again is accepted when nothing is pinned', async () => {
    const server = await serve(signed);
    const tlsFetch = connect({ ca: authority.cert });
    await post(server.url, tlsFetch);
    server.changeCertificate(await issueCertificate({ authority }));
    await failureOf(post(server.url, tlsFetch));
    expect(await post(server.url, tlsFetch)).toMatchObject({ status: 200 });
    expect(server.connectionCount).toBeGreaterThan(1);
  });
});

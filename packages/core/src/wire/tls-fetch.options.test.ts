import { X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { createAuthority, issueCertificate } from './__fixtures__/private-tls-server';
import { createHttpClient } from './http-client';
import { createTlsFetch, tlsOptionsSchema } from './tls-fetch';

const authority = await createAuthority();
const certificate = await issueCertificate({ authority });
const { fingerprint256, fingerprint: sha1 } = new X509Certificate(certificate.cert);
const body = certificate.cert.split('\n').slice(1, -2).join('\n');

afterEach(() => {
  vi.doUnmock('undici');
  vi.resetModules();
});

describe('tls options', () => {
  it.each<[what: string, options: unknown]>([
    ['one certificate', { ca: certificate.cert }],
    [
      'several certificates in a text, with words between them',
      { ca: `one\n${authority.cert}two\n${certificate.cert}` },
    ],
    ['lines that end as on Windows', { ca: authority.cert.replaceAll('\n', '\r\n') }],
    ['a list', { ca: [authority.cert, certificate.cert] }],
    ['a fingerprint', { fingerprint256 }],
    ['a fingerprint without colons', { fingerprint256: fingerprint256.replaceAll(':', '').toLowerCase() }],
    ['both', { ca: authority.cert, fingerprint256 }],
  ])('may be %s', (_what, options) => {
    expect(tlsOptionsSchema.parse(options)).toEqual(options);
  });

  it.each<[what: string, options: unknown, problem: RegExp]>([
    ['nothing', {}, /ca, fingerprint256 or both must be given/],
    ['nothing but undefined', { ca: undefined, fingerprint256: undefined }, /ca, fingerprint256 or both must be given/],
    ['an empty text', { ca: '' }, /ca: must be certificates in PEM form, each from/],
    ['an empty list', { ca: [] }, /ca: must hold at least one certificate/],
    ['an empty text in a list', { ca: [authority.cert, ''] }, /ca\[1\]: must be certificates in PEM form, each from/],
    ['not PEM', { ca: '/etc/ssl/ca.pem' }, /ca: must be certificates in PEM form, each from/],
    ['PEM that lost its line ends', { ca: authority.cert.replaceAll('\n', '\\n') }, /ca: must be certificates in PEM/],
    ['PEM around something else', { ca: authority.cert.replace(/^M/m, 'AAAA') }, /ca: must be certificates in PEM/],
    [
      'PEM that breaks off',
      { ca: `${authority.cert}${certificate.cert.slice(0, 200)}` },
      /ca: must be certificates in/,
    ],
    ['a public key', { ca: '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----' }, /ca: must be certificates/],
    [
      'the key, too',
      { ca: `${certificate.cert}${certificate.key}` },
      /ca: holds a private key; give certificates only/,
    ],
    ['the key in a list', { ca: [certificate.cert, certificate.key] }, /ca\[1\]: holds a private key/],
    ['a certificate as bytes', { ca: Buffer.from(authority.cert) }, /ca: must be certificates in PEM form: a text or/],
    ['a SHA-1 fingerprint', { fingerprint256: sha1 }, /fingerprint256: must be the SHA-256 fingerprint .* 64 hexa/],
    ['an empty fingerprint', { fingerprint256: '' }, /fingerprint256: must be the SHA-256 fingerprint/],
    ['a fingerprint with its label', { fingerprint256: `sha256 ${fingerprint256}` }, /fingerprint256: must be the SHA/],
    ['a fingerprint that is no text', { fingerprint256: 256 }, /fingerprint256: must be a text/],
    [
      'a switch that verifies nothing',
      { fingerprint256, rejectUnauthorized: false },
      /rejectUnauthorized: is not a kno/,
    ],
  ])('must not be %s', (_what, options, problem) => {
    // Reads `unknown` as a host without types would give it.
    const failure = failureOf(() => Reflect.apply(createTlsFetch, undefined, [options]));
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(inspect(failure)).toMatch(problem);
  });

  it('are told without any of what was given', () => {
    const lines = (pem: string): string[] => pem.split('\n').filter((line) => /^[A-Za-z0-9+/=]{20,}$/.test(line));
    const failure = inspect(
      [
        failureOf(() => createTlsFetch({ ca: `${certificate.cert}${certificate.key}` })),
        failureOf(() => createTlsFetch({ ca: [body, certificate.key], fingerprint256: sha1 })),
      ],
      { depth: 9, showHidden: true },
    );
    for (const secret of [...lines(certificate.cert), ...lines(certificate.key), sha1])
      expect(failure).not.toContain(secret);
  });
});

describe('a fetch with tls options', () => {
  it.each(['http://127.0.0.1:9', 'ftp://127.0.0.1:9'])('sends nothing to %s', async (url) => {
    await expect(createTlsFetch({ fingerprint256 }).fetch(url)).rejects.toThrow(
      new ConfigurationError({
        subject: 'A connection with tls options',
        problems: [{ path: '', message: 'the address must use https' }],
      }),
    );
  });

  it('says how undici is installed when it is missing, also through the HTTP client', async () => {
    vi.doMock('undici', () => {
      throw Object.assign(new Error("Cannot find package 'undici'"), { code: 'ERR_MODULE_NOT_FOUND' });
    });
    const { fetch, close } = createTlsFetch({ fingerprint256 });
    const client = createHttpClient({ providerId: 'site-1', baseUrl: 'https://127.0.0.1:9', fetch });
    const failure = await client.request({ operation: 'openDoor', method: 'POST', path: 'doors' }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(failure).toMatchObject({ code: 'configuration', effect: 'none', isRetryable: false });
    expect(String(failure)).toContain('npm install undici@7');
    await close();
  });

  it('asks for undici with the first call, not before', async () => {
    let loads = 0;
    vi.doMock('undici', async (importOriginal) => {
      loads += 1;
      return importOriginal();
    });
    const { createTlsFetch: createFreshly } = await import('./tls-fetch');
    const { fetch, close } = createFreshly({ fingerprint256 });
    expect(loads).toBe(0);
    await fetch('https://127.0.0.1:9').catch(() => {});
    expect(loads).toBe(1);
    await close();
  });
});

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

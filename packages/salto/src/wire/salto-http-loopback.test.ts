import { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo, failureOf } from './__fixtures__/salto-test-vendor';
import { createSaltoClient, type SaltoClient } from './salto-client';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function clientOf(listener: RequestListener): Promise<SaltoClient> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return createSaltoClient({ id: 'house', transport: { kind: 'http', baseUrl: `http://127.0.0.1:${port}` } });
}

describe('SHIP over a real HTTP connection', () => {
  it('keeps accents and emoji both ways', async () => {
    const parts: Buffer[] = [];
    const client = await clientOf((request, response) => {
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        // Split in the middle of a character.
        const bytes = Buffer.from(answerTo('SaltoDBGroup.Insert', '<ExtGroupID>Ä🏠</ExtGroupID>'));
        const cut = bytes.indexOf('🏠') + 2;
        response.write(bytes.subarray(0, cut));
        setImmediate(() => response.end(bytes.subarray(cut)));
      });
    });
    await client.accessLevels.insert({ id: 'Ä🏠', name: 'Zoë & 🏠 <5>' });
    expect(Buffer.concat(parts).toString('utf8')).toContain(
      '<ExtGroupID>Ä🏠</ExtGroupID><Name>Zoë &amp; 🏠 &lt;5&gt;</Name>',
    );
  });

  it('does not know what a write did when the connection breaks off', async () => {
    const client = await clientOf((request) => request.socket.destroy());
    expect(await failureOf(client.accessLevels.delete('A'))).toMatchObject({ reason: 'reset', effect: 'unknown' });
    expect(await failureOf(client.getInfo())).toMatchObject({ reason: 'reset', effect: 'none' });
  });

  it('trusts a private certificate by its fingerprint, and no other', async () => {
    const certificate = await generate([{ name: 'commonName', value: 'space.local' }]);
    let calls = 0;
    const tls = createTlsServer({ key: certificate.private, cert: certificate.cert }, (_request, response) => {
      calls += 1;
      response.end(answerTo('SaltoDBGroup.Delete', ''));
    });
    server = tls;
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const address = tls.address();
    const baseUrl = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const open = (fingerprint256: string) =>
      createSaltoClient({ id: 'house', transport: { kind: 'http', baseUrl, tls: { fingerprint256 } } });
    const right = open(new X509Certificate(certificate.cert).fingerprint256);
    await right.accessLevels.delete('A');
    const wrong = open('00'.repeat(32));
    expect(await failureOf(wrong.accessLevels.delete('A'))).toMatchObject({ reason: 'tls', effect: 'none' });
    expect(calls).toBe(1);
    await Promise.all([right.close(), wrong.close()]);
    expect(await failureOf(right.getInfo())).toMatchObject({ reason: 'aborted', effect: 'none' });
  });
});

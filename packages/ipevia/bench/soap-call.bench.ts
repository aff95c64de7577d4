import { createServer, type Server } from 'node:http';
import { createHttpClient } from '@acx/core/provider';
import { XMLParser } from 'fast-xml-parser';
import { test } from 'vitest';
import { createIpeviaClient } from '../src/wire/ipevia-client';

const NAMESPACES =
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tcr="http://www.onvif.org/ver10/credential/wsdl"';
const ACTION = 'http://www.onvif.org/ver10/credential/wsdl';
const period = { validFrom: '2026-07-01T08:00:00.000Z', validTo: '2026-07-01T18:00:00.000Z' };
const validity = `<tcr:ValidFrom>${period.validFrom}</tcr:ValidFrom><tcr:ValidTo>${period.validTo}</tcr:ValidTo>`;
const credentialOf = (token: string): string =>
  `<tcr:Credential token="${token}"><tcr:Description>Booking &amp; co</tcr:Description><tcr:CredentialHolderReference>acx-${token}</tcr:CredentialHolderReference>${validity}<tcr:CredentialIdentifier><tcr:Type><tcr:Name>pt:CUSTOM</tcr:Name><tcr:FormatType>WIEGAND37</tcr:FormatType></tcr:Type><tcr:ExemptedFromAuthentication>false</tcr:ExemptedFromAuthentication><tcr:Value>00000F1206</tcr:Value></tcr:CredentialIdentifier><tcr:CredentialAccessProfile><tcr:AccessProfileToken>gate</tcr:AccessProfileToken>${validity}</tcr:CredentialAccessProfile></tcr:Credential>`;
const envelopeOf = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Body>${body}</s:Body></s:Envelope>`;
const written = envelopeOf('<tcr:SetCredentialResponse></tcr:SetCredentialResponse>');
const page = envelopeOf(
  `<tcr:GetCredentialListResponse>${Array.from({ length: 50 }, (_, index) => credentialOf(`c${index}`)).join('')}</tcr:GetCredentialListResponse>`,
);

/** Middle of the ratios of two kinds of work that are done in turn, so that a change of the machine's pace hits both, and both middles. */
async function medianRatio(runs: number, ours: () => Promise<unknown>, bare: () => Promise<unknown>) {
  const pairs: { ours: number; bare: number }[] = [];
  const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  for (let run = 0; run < runs + 3; run += 1) {
    const pair = { bare: await timeOf(bare), ours: await timeOf(ours) };
    if (run >= 3) pairs.push(pair);
  }
  const middle = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return {
    ratio: middle(pairs.map((pair) => pair.ours / pair.bare)),
    oursMs: middle(pairs.map((pair) => pair.ours)),
    bareMs: middle(pairs.map((pair) => pair.bare)),
  };
}

function printLine(what: string, value: string, goal: string): void {
  process.stdout.write(`${what.padEnd(72)} ${value.padStart(30)}   goal ${goal}\n`);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a SOAP call through our client against bare fetch, hand-built XML and fast-xml-parser', async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => response.end(body.includes('CredentialList') ? page : written));
  });
  // One thread does everything here, so a connection may look idle for long.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  const url = `http://127.0.0.1:${await listen(server)}`;
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    removeNSPrefix: true,
    attributeNamePrefix: '@',
  });
  const bareCall = async (operation: string, content: string) => {
    const answer = await fetch(`${url}/onvif/credential_service`, {
      method: 'POST',
      headers: {
        'content-type': `application/soap+xml; charset=utf-8; action="${ACTION}/${operation}"`,
        authorization: 'Basic YXBpOnMzY3JldA==',
      },
      body: envelopeOf(`<tcr:${operation}>${content}</tcr:${operation}>`),
    });
    const { Envelope } = parser.parse(await answer.text());
    if (!(`${operation}Response` in Envelope.Body)) throw new Error('Another answer.');
    return Envelope.Body[`${operation}Response`];
  };
  const authentication = { kind: 'basic', user: 'api', password: 's3cret' } as const;
  const client = createIpeviaClient({ id: 'bench', baseUrl: url, authentication });
  const identifier = { typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: '00000F1206', isExempted: false };
  const work = {
    'write of a credential': {
      calls: 256,
      bare: () =>
        bareCall(
          'SetCredential',
          `<tcr:CredentialData>${credentialOf('c1')}<tcr:CredentialState><tcr:Enabled>true</tcr:Enabled></tcr:CredentialState></tcr:CredentialData>`,
        ),
      ours: () =>
        client.credentials.set(
          {
            token: 'c1',
            description: 'Booking & co',
            holder: 'acx-c1',
            ...period,
            identifiers: [identifier],
            accessProfiles: [{ token: 'gate', ...period }],
          },
          { isEnabled: true },
        ),
    },
    'read of 50 credentials': {
      calls: 64,
      bare: () => bareCall('GetCredentialList', '<tcr:Limit>100</tcr:Limit>'),
      ours: async () => {
        for await (const _credential of client.credentials.list());
      },
    },
  };
  for (const [what, { calls, bare, ours }] of Object.entries(work))
    for (const concurrent of [1, 64]) {
      const many = (call: () => Promise<unknown>) => async () => {
        for (let done = 0; done < calls; done += concurrent)
          await Promise.all(Array.from({ length: concurrent }, call));
      };
      const { ratio, oursMs, bareMs } = await medianRatio(15, many(ours), many(bare));
      const times = `${ratio.toFixed(2)}  (${((1000 * oursMs) / calls).toFixed(0)} µs ÷ ${((1000 * bareMs) / calls).toFixed(0)} µs)`;
      printLine(`SOAP, ${what}, ${concurrent} at once: ours ÷ bare`, times, '≤ 1.1');
    }
  // What the part of the call is that is not ours.
  const core = createHttpClient({ providerId: 'bench', baseUrl: url });
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
  const body = envelopeOf(`<tcr:SetCredential>${credentialOf('c1')}</tcr:SetCredential>`);
  const request = { operation: 'bench', method: 'POST', path: '/', headers, body } as const;
  const { ours: write } = work['write of a credential'];
  for (const concurrent of [1, 64]) {
    const many = (call: () => Promise<unknown>) => async () => {
      for (let done = 0; done < 256; done += concurrent) await Promise.all(Array.from({ length: concurrent }, call));
    };
    const viaCore = async () => parser.parse((await core.request(request)).text);
    const viaFetch = async () => parser.parse(await (await fetch(url, { method: 'POST', headers, body })).text());
    const alone = await medianRatio(15, many(viaCore), many(viaFetch));
    printLine(`createHttpClient alone, the same write, ${concurrent} at once: ÷ fetch`, alone.ratio.toFixed(2), '');
    const rest = await medianRatio(15, many(write), many(viaCore));
    printLine(`SOAP, write of a credential, ${concurrent} at once: ÷ createHttpClient`, rest.ratio.toFixed(2), '');
  }
  await client.close();
  server.closeAllConnections();
  server.close();
});

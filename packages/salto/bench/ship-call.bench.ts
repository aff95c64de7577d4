import { createServer } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createHttpClient } from '@acx/core/provider';
import { XMLParser } from 'fast-xml-parser';
import { test } from 'vitest';
import { createSaltoClient } from '../src/wire/salto-client';

const RECORDS = Array.from({ length: 10 }, (_, zone) => ({ zone: `ZONE-${zone}`, timetable: 900 + zone }));
const records = RECORDS.map(
  ({ zone, timetable }) =>
    `<SaltoDB.AccessPermission.Group_Zone><ExtZoneID>${zone}</ExtZoneID><TimezoneTableID>${timetable}</TimezoneTableID><UsePeriod>1</UsePeriod><Period><StartDate>2026-07-01T00:00:00</StartDate><EndDate>2026-07-01T23:59:59</EndDate></Period></SaltoDB.AccessPermission.Group_Zone>`,
).join('');
const WRAPPER = 'SaltoDB.AccessPermissionList.Group_Zone';
const levelOf = (id: number): string =>
  `<SaltoDBGroup><ExtGroupID>APT-${id}</ExtGroupID><Name>Apartment ${id} &amp; co</Name><${WRAPPER}>${records}</${WRAPPER}></SaltoDBGroup>`;
const answerOf = (name: string, params: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>${name}</RequestName><Params>${params}</Params></RequestResponse>`;
const written = answerOf('SaltoDBGroup.Update', '<ExtGroupID>APT-1</ExtGroupID>');
const page = answerOf(
  'SaltoDBGroupList.Read',
  `<SaltoDBGroupList>${Array.from({ length: 20 }, (_, id) => levelOf(id)).join('')}</SaltoDBGroupList><EOF>1</EOF>`,
);
const answerTo = (body: string): string => (body.includes('GroupList') ? page : written);

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

test('a SHIP call through our client against bare fetch, hand-built XML and fast-xml-parser', async () => {
  const http = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => response.end(answerTo(body)));
  });
  // One thread does everything here, so a connection may look idle for long.
  http.keepAliveTimeout = 0;
  http.headersTimeout = 0;
  http.requestTimeout = 0;
  const stp = createTcpServer((socket) => {
    let text = '';
    socket.setNoDelay(true);
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      // All of it is ASCII.
      for (let frame = /^STP\/00\/(\d+)\//.exec(text); frame !== null; frame = /^STP\/00\/(\d+)\//.exec(text)) {
        const end = frame[0].length + Number(frame[1]);
        if (text.length < end) return;
        const body = answerTo(text.slice(frame[0].length, end));
        text = text.slice(end);
        socket.write(`STP/00/${Buffer.byteLength(body)}/${body}`);
      }
    });
  });
  const url = `http://127.0.0.1:${await listen(http)}/`;
  const port = await listen(stp);
  const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });
  const bareCall = async (name: string, params: string) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.saltosystems.ship.v1+xml' },
      body: `<?xml version="1.0" encoding="utf-8"?><RequestCall><RequestName>${name}</RequestName><Params>${params}</Params></RequestCall>`,
    });
    const { RequestResponse } = parser.parse(await answer.text());
    if (RequestResponse.RequestName !== name) throw new Error('Another answer.');
    return RequestResponse.Params;
  };
  const clients = {
    HTTP: createSaltoClient({ id: 'bench', transport: { kind: 'http', baseUrl: url } }),
    STP: createSaltoClient({ id: 'bench', transport: { kind: 'stp', host: '127.0.0.1', port, connections: 2 } }),
  };
  const period = { startsAt: '2026-07-01T00:00:00', endsAt: '2026-07-01T23:59:59' };
  const zonePermissions = RECORDS.map(({ zone, timetable }) => ({ zone, timetable, period }));
  const work = {
    'write of 10 records': {
      bare: () => bareCall('SaltoDBGroup.Update', levelOf(1)),
      ours: (client: typeof clients.HTTP) =>
        client.accessLevels.update({ id: 'APT-1', name: 'Apartment 1 & co', zonePermissions }),
    },
    'read of 20 levels × 10 records': {
      bare: () => bareCall('SaltoDBGroupList.Read', '<MaxCount>100</MaxCount>'),
      ours: async (client: typeof clients.HTTP) => {
        for await (const _level of client.accessLevels.list({ zonePermissions: true }));
      },
    },
  };
  for (const [transport, goal] of [
    ['HTTP', '≤ 1.0'],
    ['STP', '≤ 0.6'],
  ] as const)
    for (const [what, { bare, ours }] of Object.entries(work))
      for (const concurrent of [1, 64]) {
        const calls = what.startsWith('read') ? 64 : 256;
        const many = (call: () => Promise<unknown>) => async () => {
          for (let done = 0; done < calls; done += concurrent)
            await Promise.all(Array.from({ length: concurrent }, call));
        };
        const { ratio, oursMs, bareMs } = await medianRatio(
          15,
          many(() => ours(clients[transport])),
          many(bare),
        );
        const times = `${ratio.toFixed(2)}  (${((1000 * oursMs) / calls).toFixed(0)} µs ÷ ${((1000 * bareMs) / calls).toFixed(0)} µs)`;
        printLine(`SHIP ${transport}, ${what}, ${concurrent} at once: ours ÷ bare`, times, goal);
      }
  // What the part of the HTTP call is that is not ours.
  const core = createHttpClient({ providerId: 'bench', baseUrl: url });
  const body = `<RequestCall><RequestName>SaltoDBGroup.Update</RequestName><Params>${levelOf(1)}</Params></RequestCall>`;
  for (const concurrent of [1, 64]) {
    const many = (call: () => Promise<unknown>) => async () => {
      for (let done = 0; done < 256; done += concurrent) await Promise.all(Array.from({ length: concurrent }, call));
    };
    const { ratio } = await medianRatio(
      15,
      many(() => core.request({ operation: 'bench', method: 'POST', path: '/', body })),
      many(async () => (await fetch(url, { method: 'POST', body })).text()),
    );
    printLine(`createHttpClient alone, the same bytes, ${concurrent} at once: ÷ bare fetch`, ratio.toFixed(2), '');
  }
  for (const client of Object.values(clients)) await client.close();
  http.closeAllConnections();
  http.close();
  stp.close();
});

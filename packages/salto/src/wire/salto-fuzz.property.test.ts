import { AcxError } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutatedText } from './__fixtures__/mutated-text';
import { frameOf, startTestStp } from './__fixtures__/salto-test-stp';
import { answerTo, collect } from './__fixtures__/salto-test-vendor';
import { createSaltoClient, type SaltoClient } from './salto-client';

const opened = answerTo(
  'OnlineDoor.Open',
  `<OnlineDoorOpenResultList>${['D1', 'D2']
    .map((id) => `<OnlineDoorOpenResult><ExtDoorID>${id}</ExtDoorID><ErrorCode>100</ErrorCode></OnlineDoorOpenResult>`)
    .join('')}</OnlineDoorOpenResultList>`,
);
const levels = answerTo(
  'SaltoDBGroupList.Read',
  `<SaltoDBGroupList>${['A', 'B', 'C']
    .map(
      (id) =>
        `<SaltoDBGroup><ExtGroupID>${id}</ExtGroupID><Name>name ${id}</Name><SaltoDB.AccessPermissionList.Group_Zone><SaltoDB.AccessPermission.Group_Zone><ExtZoneID>zone ${id}</ExtZoneID><TimezoneTableID>90${id.charCodeAt(0) % 3}</TimezoneTableID><UsePeriod>0</UsePeriod></SaltoDB.AccessPermission.Group_Zone></SaltoDB.AccessPermissionList.Group_Zone></SaltoDBGroup>`,
    )
    .join('')}</SaltoDBGroupList><EOF>1</EOF>`,
);

/** A client whose every call is answered with this. */
const clientOf = (answer: string): SaltoClient =>
  createSaltoClient({
    id: 'house',
    transport: { kind: 'http', baseUrl: 'https://space.example', fetch: async () => new Response(answer) },
  });

/** What a call came to: a value, or an error of ours. Every other error fails the test. */
async function outcomeOf<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (failure) {
    if (AcxError.isInstance(failure)) return undefined;
    throw failure;
  }
}

/**
 * The texts of the named elements in the order of their ends, read in the plainest way there is; `undefined` for a document that has more than
 * plain tags and text.
 */
function plainTexts(document: string, names: readonly string[]): string[] | undefined {
  const body = document.replace(/^\ufeff?<\?xml[^?]*\?>/, '');
  if (/<[!?]|[="']/.test(body)) return undefined;
  const texts: string[] = [];
  const open: { name: string; text: string }[] = [];
  for (const part of body.split(/(<[^<>]*>)/)) {
    const [, slash, name = '', end] = /^<(\/?)([^\s/>]+)\s*(\/?)>$/.exec(part) ?? [];
    if (slash === '/') {
      const closed = open.pop();
      if (closed?.name !== name) return undefined;
      if (names.includes(name)) texts.push(closed.text.trim());
    } else if (name !== '') {
      if (end === '') open.push({ name, text: '' });
      else if (names.includes(name)) texts.push('');
    } else {
      const last = open.at(-1);
      if (last !== undefined) last.text += part.replaceAll('&#48;', '0').replaceAll('&amp;', '&');
    }
  }
  return texts;
}

describe('what comes back garbled', () => {
  it('never opens a door, never crashes, and never makes up a record', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedText(opened), async (document) => {
        const results = await outcomeOf(clientOf(document).doors.open(['D1', 'D2']));
        if (results === undefined) return;
        expect(results.map(({ id }) => id).sort()).toEqual(['D1', 'D2']);
        const texts = plainTexts(document, ['ExtDoorID', 'ErrorCode']);
        if (texts === undefined) return;
        for (const { id, isOpened } of results) {
          const codes = texts.flatMap((text, index) => (text === id ? [texts[index + 1], texts[index - 1]] : []));
          if (isOpened) expect(codes.some((code) => Number(code) === 0 && code !== '')).toBe(true);
        }
      }),
      { numRuns: 3000, verbose: true },
    );
  });

  it('never mixes the permissions of access levels up', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(mutatedText(levels), async (document) => {
        const found = await outcomeOf(collect(clientOf(document).accessLevels.list({ zonePermissions: true })));
        if (found === undefined) return;
        const texts = plainTexts(document, ['ExtGroupID', 'ExtZoneID', 'TimezoneTableID']);
        if (texts === undefined) return;
        accepted += 1;
        const read = found.flatMap(({ id, zonePermissions = [] }) => [
          id,
          ...zonePermissions.flatMap(({ zone, timetable }) => [zone, timetable]),
        ]);
        // Copies of whole parts are more than was read only where they stand outside of the list.
        const sent = texts.map((text) => (/^\d+$/.test(text) ? Number(text) : text));
        expect(read.length).toBeLessThanOrEqual(sent.length);
        let at = 0;
        for (const value of read) {
          at = sent.indexOf(value, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000, verbose: true },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('never crashes any other call', async () => {
    const calls: readonly ((client: SaltoClient) => Promise<unknown>)[] = [
      (client) => client.getInfo(),
      (client) => client.accessLevels.find('A'),
      (client) => client.accessLevels.delete('A'),
      (client) => collect(client.zones.list({ doors: true })),
      (client) => collect(client.timetables.list()),
      (client) => collect(client.users.list({ accessLevels: true })),
      (client) => collect(client.doors.list({ zones: true })),
      (client) => collect(client.auditTrail.list()),
      (client) => client.doors.listStatus(['D1']),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        fc.oneof(mutatedText(levels), fc.string({ unit: 'binary' })),
        async (call, document) => void (await outcomeOf(call(clientOf(document)))),
      ),
      { numRuns: 1500, verbose: true },
    );
  });

  it('in STP frames neither crashes a call, nor hangs it, nor reaches the next one', async () => {
    let answer: Buffer = Buffer.alloc(0);
    const stp = await startTestStp(({ socket }) => socket.end(answer));
    const client = stp.client({ timeoutMs: 30_000 }, { connections: 1 });
    const frame = frameOf(opened).toString('latin1');
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutatedText(frame), fc.string({ unit: 'binary' })), async (bytes) => {
        answer = Buffer.from(bytes, 'latin1');
        const results = await outcomeOf(client.doors.open(['D1', 'D2']));
        for (const { isOpened } of results ?? []) if (isOpened) expect(bytes).toMatch(/0<\/ErrorCode|&#48;/);
        answer = frameOf(opened);
        expect(await client.doors.open(['D1', 'D2'])).toMatchObject([{ isOpened: false }, { isOpened: false }]);
      }),
      { numRuns: 300, verbose: true },
    );
  });
});

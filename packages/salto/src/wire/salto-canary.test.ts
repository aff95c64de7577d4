import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { frameOf, startTestStp } from './__fixtures__/salto-test-stp';
import { answerTo, collect, failureOf, refusalOf, useTestVendor } from './__fixtures__/salto-test-vendor';
import type { SaltoClient } from './salto-client';

const CANARIES = ['s3cret', 'Canaria', 'Birdsong', '7391-card'];
const WORDS = 'Canaria Birdsong 7391-card';

const calls: Readonly<Record<string, (client: SaltoClient) => Promise<unknown>>> = {
  GetInfo: (client) => client.getInfo(),
  'SaltoDBGroupList.Read': (client) => collect(client.accessLevels.list({ zonePermissions: true })),
  'SaltoDBGroup.Insert': (client) => client.accessLevels.insert({ id: 'A', name: WORDS, description: WORDS }),
  'SaltoDBGroup.Update': (client) => client.accessLevels.update({ id: 'A', name: WORDS }),
  'SaltoDBGroup.Delete': (client) => client.accessLevels.delete('A'),
  'SaltoDBUserList.Read': (client) => collect(client.users.list({ accessLevels: true })),
  'SaltoDBAuditTrail.Read': (client) => collect(client.auditTrail.list({ filter: WORDS })),
  'OnlineDoor.Open': (client) => client.doors.open(['D1']),
  Own: (client) => client.call('Own', [{ name: 'Card', text: WORDS }]),
};

/** What Space could answer, with canaries wherever there is room. */
const answers: readonly [string, (name: string) => string][] = [
  ...[1, 7, 10, 11, 101, 203, 999].map((code): [string, (name: string) => string] => [
    `code ${code}`,
    (name) => refusalOf(name, code, WORDS),
  ]),
  ['a code in words', (name) => refusalOf(name, WORDS, WORDS)],
  ['another request', () => answerTo(WORDS, WORDS)],
  ['parameters that are not known', (name) => answerTo(name, `<X>${WORDS}</X>`)],
  [
    'records with wrong fields',
    (name) =>
      answerTo(
        name,
        ['SaltoDBGroupList', 'SaltoDBUserList', 'SaltoDBAuditTrail']
          .map(
            (list) =>
              `<${list}><${list === 'SaltoDBAuditTrail' ? `${list}Event` : list.replace('List', '')}><ExtUserID>${WORDS}</ExtUserID><EventID>${WORDS}</EventID><IsExit>${WORDS}</IsExit></${list === 'SaltoDBAuditTrail' ? `${list}Event` : list.replace('List', '')}></${list}>`,
          )
          .join(''),
      ),
  ],
  ['no XML', () => `<a>${WORDS}</b>`],
  ['an entity', (name) => answerTo(name, `&${WORDS.replaceAll(' ', '')};`)],
  ['a page', () => `<html>${WORDS}</html>`],
];

const shownOf = (failure: AcxError): string =>
  [failure.message, failure.stack, JSON.stringify(failure), inspect(failure, { depth: 9, showHidden: true })].join(
    '\n',
  );

describe('what an error or a log line may carry', () => {
  const vendor = useTestVendor();
  const lines: unknown[] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  const logger = { debug: log, info: log, warn: log, error: log };
  const authentication = { kind: 'basic', user: 's3cret-user', password: 's3cret' } as const;

  it.each(answers)('is nobody’s name, no card and no secret when Space answers with %s', async (_what, answer) => {
    lines.length = 0;
    let failures = 0;
    for (const [name, call] of Object.entries(calls)) {
      vendor.answer(answer(name));
      const stp = await startTestStp(({ socket }) => socket.write(frameOf(answer(name))));
      for (const client of [vendor.client({ logger }, { authentication }), stp.client({ logger })]) {
        const failure = await failureOf(call(client));
        if (!AcxError.isInstance(failure)) continue;
        failures += 1;
        for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
      }
    }
    expect(failures).toBeGreaterThan(3);
    for (const canary of [...CANARIES, btoa('s3cret-user:s3cret')]) expect(JSON.stringify(lines)).not.toContain(canary);
  });

  it.each([302, 401, 403, 404, 429, 500])('is no secret when the web server answers with %i', async (status) => {
    vendor.answer(() => new HttpResponse(WORDS, { status, headers: { 'x-echo': 's3cret' } }));
    for (const call of Object.values(calls)) {
      const failure = await failureOf(call(vendor.client({ logger }, { authentication })));
      if (!AcxError.isInstance(failure)) throw failure;
      for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
    }
  });

  it('is nothing of a text that cannot be sent', async () => {
    const failure = await failureOf(vendor.client().accessLevels.update({ id: 'A', name: `${WORDS}\u0001` }));
    if (!AcxError.isInstance(failure)) throw failure;
    for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
  });
});

import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('what an error or a log line of the visitor calls may carry', () => {
  const vendor = useTestVendor();
  const canaries = ['Canaria', 'Birdsong', '739104', '028375'];
  const words = 'Canaria Birdsong has the PIN 739104';
  const times = { startsAt: '2026-07-01T10:00:00Z', endsAt: '2026-07-01T11:00:00Z' };
  const input = { host: 'p1', name: 'Canaria Birdsong', reference: 'acx:1', ...times };
  const record = { uuid: 'v1', name: 'Canaria Birdsong', start: times.startsAt, end: times.endsAt };

  it.each<[string, () => Response]>([
    ...[200, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503].flatMap((status): [string, () => Response][] => [
      [`${status} with error_description`, () => HttpResponse.json({ error_description: words }, { status })],
      [`${status} with error.message`, () => HttpResponse.json({ error: { message: words } }, { status })],
      [`${status} in plain text`, () => HttpResponse.text(words, { status })],
      [`${status} with a page`, () => new HttpResponse(`<html>${words}</html>`, { status })],
      [`${status} with a PIN beside the error`, () => HttpResponse.json({ error: words, code: '739104' }, { status })],
    ]),
    ['a host that is not linked', () => HttpResponse.json({ error: `host does not exist: ${words}` }, { status: 400 })],
    ['a PIN of another form', () => HttpResponse.json({ ...record, code: '739104-028375' })],
    ['a PIN that is a number', () => HttpResponse.json({ ...record, code: 739104 })],
    ['a PIN in the place of the uuid', () => HttpResponse.json({ ...record, uuid: 739104, code: { '739104': words } })],
    ['a list of PINs that are numbers', () => HttpResponse.json({ data: [{ ...record, code: 739104 }] })],
    ['a list of nothing known', () => HttpResponse.json({ data: { [words]: words }, next_cursor: words })],
    ['a broken connection', () => HttpResponse.error()],
  ])('is no PIN and nobody’s name when iPassan answers with %s', async (_what, answer) => {
    for (const method of ['get', 'post', 'put', 'delete'] as const)
      for (const path of [`${SITE}/visitor`, `${SITE}/visitor/v1`]) vendor.answer(method, path, answer);
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const { visitors } = vendor.client({ logger: { debug: log, info: log, warn: log, error: log } });
    const failures = await Promise.all(
      [
        visitors.create(input),
        visitors.update('v1', times),
        visitors.cancel('v1'),
        visitors.get('v1'),
        collect(visitors.list()),
      ].map(failureOf),
    );
    const told = failures.filter((failure) => AcxError.isInstance(failure));
    expect(told.length).toBeGreaterThan(0);
    const shown = told.map((failure) =>
      [
        failure.message,
        failure.stack,
        JSON.stringify(failure),
        inspect(failure, { depth: 9, showHidden: true }),
      ].join(),
    );
    for (const canary of canaries) expect(`${shown.join()}${inspect(lines, { depth: 9 })}`).not.toContain(canary);
  });

  it('is nothing of what a caller wanted to send', async () => {
    const { visitors } = vendor.client();
    const wrong = { ...input, name: `Canaria Birdsong${' '.repeat(255)}`, startsAt: '739104', reference: ' ' };
    const failure = await failureOf(visitors.create(wrong));
    expect(failure).toMatchObject({ code: 'invalid_input' });
    for (const canary of canaries) expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(canary);
  });
});

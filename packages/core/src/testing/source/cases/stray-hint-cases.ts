import assert from 'node:assert/strict';
import { createEndlessBody } from '../endless-body';
import { receiveHint, subscribe, takeHint } from '../hint-moves';
import type { SourceStage } from '../source-stage';
import type { SourceSuite } from '../source-suite';

const texts = [
  ...['', ' ', 'hello', '{', '{}', '[]', '[[]]', 'null', 'true', '0', '1e999', '"room"', '[null]', '{"a":{"a":null}}'],
  ...['{"__proto__":{"a":1}}', '<a/>', '\u0000', '\ud800', '[{}, 7, "x"]', '['.repeat(30_000)],
];

/** As much of a body as may be read before it is clear that it is no hint. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Whatever else comes to the address of the hints. */
export function strayHintCases({ section, checkWith, source: sample }: SourceSuite): void {
  if (sample.hints === undefined) return;

  section('a stray hint', () => {
    checkWith('takeHints', 'names nothing, whatever its text is', async (stage) => {
      const { url } = await realHint(stage);
      for (const body of texts) await assertNothing(stage, new Request(url, { method: 'POST', body }));
      await assertNothing(stage, new Request(url, { method: 'POST' }));
    });

    checkWith('takeHints', 'names nothing when it only asks', async (stage) => {
      const { url } = await realHint(stage);
      for (const method of ['GET', 'HEAD', 'DELETE']) await assertNothing(stage, new Request(url, { method }));
    });

    checkWith('takeHints', 'names nothing at another address', async (stage) => {
      const { url, body } = await realHint(stage);
      const { origin, pathname } = new URL(url);
      const parent = pathname.slice(0, pathname.lastIndexOf('/'));
      const others = [
        `${pathname}x`,
        pathname.slice(0, -1),
        parent,
        `${parent}/`,
        `${parent}/${'x'.repeat(5_000)}`,
        '/',
      ];
      for (const path of others) await assertNothing(stage, new Request(`${origin}${path}`, { method: 'POST', body }));
    });

    checkWith('takeHints', 'is not read to its end when it has none', async (stage) => {
      const { url, body } = await realHint(stage);
      const endless = createEndlessBody(body);
      const request = new Request(url, { method: 'POST', body: endless.stream, duplex: 'half' });
      const { resourceIds, response } = await receiveHint(stage, request);
      assert.deepEqual(resourceIds, [], 'A body without an end was believed.');
      assert.ok(response.ok || response.status === 413, `It was refused with ${response.status}.`);
      assert.ok(endless.bytesGiven() <= MOST_BYTES, 'Far more was read than a hint can be.');
    });

    checkWith('takeHints', 'names nothing when it breaks off, or was read by somebody else', async (stage) => {
      const { url, body } = await realHint(stage);
      const broken = new ReadableStream({
        pull: (controller) => controller.error(new TypeError('The connection was closed.')),
      });
      await assertNothing(stage, new Request(url, { method: 'POST', body: broken, duplex: 'half' }));
      const used = new Request(url, { method: 'POST', body });
      await used.text();
      await assertNothing(stage, used);
    });
  });
}

/** What the vendor sends when something was booked. */
async function realHint(stage: SourceStage): Promise<{ url: string; body: string }> {
  await subscribe(stage);
  await stage.book();
  const hint = await takeHint(stage);
  return { url: hint.url, body: await hint.text() };
}

async function assertNothing(stage: SourceStage, request: Request): Promise<void> {
  const before = stage.vendor.callsMade();
  const { resourceIds } = await receiveHint(stage, request);
  assert.deepEqual(resourceIds, [], 'Something that is no hint names a resource.');
  assert.equal(stage.vendor.callsMade(), before, 'Something that is no hint makes a call.');
}

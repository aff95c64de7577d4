import { describe, expect, it } from 'vitest';
import { chunked } from './__fixtures__/event-feed-world';
import { readBoundedBody } from './ipevia-bounded-body';

function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(100).fill(0x20);
}

describe('readBoundedBody', () => {
  it('puts characters together that are cut between chunks', async () => {
    const bytes = new TextEncoder().encode('\ufeffzürich €😀');
    const { request } = chunked(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(await readBoundedBody(request, 100, undefined)).toEqual({ text: 'zürich €😀' });
  });

  it('stops reading at the limit, also without a declared length', async () => {
    const { request, taken } = chunked(endless());
    expect(await readBoundedBody(request, 1000, undefined)).toEqual({ problem: 'too_long' });
    expect(taken).toEqual({ bytes: 1100, isCancelled: true });
  });

  it('takes exactly as much as is allowed', async () => {
    const { request } = chunked([new Uint8Array(400).fill(0x20), new Uint8Array(600).fill(0x20)]);
    expect(await readBoundedBody(request, 1000, undefined)).toEqual({ text: ' '.repeat(1000) });
  });

  it('reads nothing of what says itself that it is too long', async () => {
    const { request, taken } = chunked(endless(), { headers: { 'content-length': '1001' } });
    expect(await readBoundedBody(request, 1000, undefined)).toEqual({ problem: 'too_long' });
    expect(taken.bytes).toBe(0);
  });

  it('reads nothing where there is nothing', async () => {
    expect(await readBoundedBody(new Request('https://host.example/'), 10, undefined)).toEqual({ text: '' });
  });

  it.each([
    ['is not UTF-8', Uint8Array.of(0x7a, 0xfc)],
    ['ends within a character', Uint8Array.of(0xe2, 0x82)],
  ])('tells what %s', async (_, bytes) => {
    expect(await readBoundedBody(chunked([bytes]).request, 100, undefined)).toEqual({ problem: 'broken' });
  });

  it('tells when the sender is gone in the middle', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('CANARY')) });
    expect(await readBoundedBody({ headers: new Headers(), body }, 100, undefined)).toEqual({ problem: 'broken' });
  });

  it('gives up with the reason of the signal when nothing comes', async () => {
    const stop = new AbortController();
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      cancel() {
        isCancelled = true;
      },
    });
    const read = readBoundedBody({ headers: new Headers(), body }, 100, stop.signal);
    stop.abort(new Error('too late'));
    await expect(read).rejects.toThrow('too late');
    expect(isCancelled).toBe(true);
    const another = chunked(endless());
    await expect(readBoundedBody(another.request, 100, stop.signal)).rejects.toThrow('too late');
    expect(another.taken.bytes).toBe(0);
  });
});

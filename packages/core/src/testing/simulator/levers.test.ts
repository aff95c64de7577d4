import { beforeEach, describe, expect, it } from 'vitest';
import { type Levers, withLevers } from './levers';
import { DroppedConnection, type SimulatorHandler } from './simulator-handler';

let done: string[];
let levers: Levers;
let handler: SimulatorHandler;
beforeEach(() => {
  done = [];
  ({ levers, handler } = withLevers(async (request) => {
    done.push(new URL(request.url).pathname);
    return new Response('done');
  }));
});

const send = (path = '/a', method = 'GET') => handler(new Request(`http://simulator.example${path}`, { method }));
/** What comes back, as a word. */
const resultOf = (path?: string, method?: string): Promise<string> =>
  send(path, method).then(
    async (response) => `${response.status} ${await response.text()}`,
    (failure: unknown) => (failure instanceof DroppedConnection ? 'dropped' : 'broken'),
  );

describe('the levers of a simulator', () => {
  it('leave a request alone until one is pulled', async () => {
    expect(await resultOf()).toBe('200 done');
  });

  it('let a request fail instead of doing anything, once', async () => {
    levers.failNext({ status: 418, headers: { 'x-why': 'tea' }, body: 'no' });
    const failed = await send();
    expect([failed.status, failed.headers.get('x-why'), await failed.text(), done]).toEqual([418, 'tea', 'no', []]);
    expect(await resultOf()).toBe('200 done');
  });

  it('let as many fail as were asked for, and none for none', async () => {
    levers.failNext({ status: 500 }, { times: 2 });
    levers.failNext({ status: 501 }, { times: 0 });
    expect([await resultOf(), await resultOf(), await resultOf()]).toEqual(['500 ', '500 ', '200 done']);
  });

  it('work only on the requests that were meant, and wait for them', async () => {
    levers.failNext({ status: 500 }, { when: ({ method }) => method === 'POST' });
    expect([await resultOf(), await resultOf('/a', 'POST'), await resultOf('/a', 'POST')]).toEqual([
      '200 done',
      '500 ',
      '200 done',
    ]);
  });

  it('are used up in the order in which they were pulled', async () => {
    levers.failNext({ status: 501 }, { when: (request) => request.url.endsWith('/b') });
    levers.failNext({ status: 502 });
    levers.failNext({ status: 503 });
    expect([await resultOf('/a'), await resultOf('/b'), await resultOf('/b')]).toEqual(['502 ', '501 ', '503 ']);
  });

  it('break a connection before anything is done, or after', async () => {
    levers.dropRequest();
    levers.dropAnswer();
    expect([await resultOf('/before'), await resultOf('/after'), done]).toEqual(['dropped', 'dropped', ['/after']]);
  });

  it('hold a request until it is let go, while others pass', async () => {
    const release = levers.holdNext(({ url }) => url.endsWith('/slow'));
    const slow = resultOf('/slow');
    expect(await resultOf('/fast')).toBe('200 done');
    expect(done).toEqual(['/fast']);
    release();
    expect([await slow, done]).toEqual(['200 done', ['/fast', '/slow']]);
  });

  it('delay a request, and answer it all the same', async () => {
    levers.delayNext(5);
    expect([await resultOf('/late'), done]).toEqual(['200 done', ['/late']]);
  });

  it('say that there were too many requests, and for how long', async () => {
    levers.rateLimitNext({ times: 1, retryAfterSeconds: 7 });
    levers.rateLimitNext({ times: 1 });
    const answers = [await send(), await send(), await send()];
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [429, '7'],
      [429, null],
      [200, null],
    ]);
  });

  it('break every connection during an outage, which uses nothing up', async () => {
    levers.failNext({ status: 500 });
    levers.setOutage(true);
    expect([await resultOf(), await resultOf()]).toEqual(['dropped', 'dropped']);
    levers.setOutage(false);
    expect([await resultOf(), await resultOf()]).toEqual(['500 ', '200 done']);
  });

  it('are all taken back by a reset', async () => {
    levers.failNext({ status: 500 }, { times: 9 });
    levers.holdNext();
    levers.setOutage(true);
    levers.reset();
    expect(await resultOf()).toBe('200 done');
  });

  it('count every request, hit or not', async () => {
    levers.dropRequest();
    levers.failNext({ status: 500 });
    await resultOf('/a?x=1', 'POST');
    await resultOf('/b');
    await resultOf('/c');
    expect([levers.requestCount, levers.requests]).toEqual([3, ['POST /a', 'GET /b', 'GET /c']]);
  });
});

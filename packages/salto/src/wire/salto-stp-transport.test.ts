import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { ConnectionError, ResponseValidationError } from '@acx/core/provider';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { frameOf, STP_TIMEOUT_MS, startTestStp, type TestStp } from './__fixtures__/salto-test-stp';
import { answerTo, failureOf } from './__fixtures__/salto-test-vendor';
import type { SaltoClient } from './salto-client';

const info = (version: string | number) =>
  answerTo('GetInfo', `<ProtocolID>SHIP</ProtocolID><ProtocolVersion>${version}</ProtocolVersion>`);
const deleted = answerTo('SaltoDBGroup.Delete', '<ExtGroupID>A</ExtGroupID>');
const versionOf = async (client: SaltoClient) => (await client.getInfo()).version;
const remove = (client: SaltoClient, signal?: AbortSignal) => client.accessLevels.delete('A', { signal });
const untilClosed = (socket: Socket | undefined) =>
  socket === undefined || socket.destroyed ? Promise.resolve() : once(socket, 'close');

const untilSeen = async (stp: TestStp, calls: number): Promise<void> => {
  while (stp.seen.length < calls) await new Promise((resolve) => setImmediate(resolve));
};

afterEach(() => {
  vi.useRealTimers();
});

describe('SHIP over STP', () => {
  it('keeps a connection and uses it again', async () => {
    const stp = await startTestStp(({ socket, call }) => socket.write(frameOf(info(call))));
    const client = stp.client();
    for (const expected of ['1', '2', '3']) expect(await versionOf(client)).toBe(expected);
    expect(stp.sockets).toHaveLength(1);
  });

  it('has one call on each connection, and no more connections than allowed', async () => {
    const underWay = new Map<number, number>();
    let most = 0;
    const stp = await startTestStp(({ socket, call, connection }) => {
      const count = (underWay.get(connection) ?? 0) + 1;
      underWay.set(connection, count);
      most = Math.max(most, count);
      setImmediate(() => {
        underWay.set(connection, count - 1);
        socket.write(frameOf(info(call)));
      });
    });
    const client = stp.client({}, { connections: 3 });
    const versions = await Promise.all(Array.from({ length: 20 }, () => versionOf(client)));
    expect(new Set(versions).size).toBe(20);
    expect([stp.sockets.length, most]).toEqual([3, 1]);
  });

  it('gives every answer to the call that asked', async () => {
    const stp = await startTestStp(({ socket, body, call }) => {
      const id = /<ExtGroupID>(.*?)<\/ExtGroupID>/.exec(body)?.[1] ?? '';
      const bytes = frameOf(answerTo('SaltoDBGroup.Delete', `<ExtGroupID>${id}</ExtGroupID>`));
      socket.write(bytes.subarray(0, call % bytes.length));
      setImmediate(() => socket.write(bytes.subarray(call % bytes.length)));
    });
    const client = stp.client({}, { connections: 4 });
    await Promise.all(Array.from({ length: 100 }, (_, index) => client.accessLevels.delete(`Tür ${index}`)));
    expect(stp.seen).toHaveLength(100);
  });

  it('connects anew when the other side has closed a kept connection between two calls', async () => {
    const stp = await startTestStp(({ socket, connection }) => socket.end(frameOf(info(connection))));
    const client = stp.client();
    expect(await versionOf(client)).toBe('1');
    await untilClosed(stp.sockets[0]);
    expect(await versionOf(client)).toBe('2');
  });

  it('loses no write to a server that closes the connection after every answer', async () => {
    const stp = await startTestStp(({ socket }) => socket.end(frameOf(deleted)));
    const client = stp.client({}, { connections: 1 });
    await Promise.all(Array.from({ length: 20 }, () => remove(client)));
    expect([stp.seen.length, stp.sockets.length]).toEqual([20, 20]);
  });

  it.each([
    ['closes', (socket: Socket) => socket.end()],
    ['breaks off', (socket: Socket) => socket.resetAndDestroy()],
  ])('does not know what a write did when the other side %s instead of answering', async (_what, stop) => {
    const stp = await startTestStp(({ socket, connection }) =>
      connection === 1 ? stop(socket) : socket.write(frameOf(deleted)),
    );
    const client = stp.client({}, { connections: 1 });
    const failure = await failureOf(remove(client));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ reason: 'reset', effect: 'unknown', isRetryable: true });
    expect(stp.seen).toHaveLength(1);
    await remove(client);
    expect(stp.sockets).toHaveLength(2);
  });

  it('knows that a read did nothing when the other side closes', async () => {
    const stp = await startTestStp(({ socket }) => socket.end());
    expect(await failureOf(stp.client().getInfo())).toMatchObject({ reason: 'reset', effect: 'none' });
  });

  it('never takes a late answer for the answer of the next call', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let answerLate = (): void => {};
    const stp = await startTestStp(({ socket, call }) => {
      if (call !== 1) socket.write(frameOf(info(call)));
      else answerLate = () => void socket.write(frameOf(info('late')));
    });
    const client = stp.client({}, { connections: 1 });
    const failure = failureOf(client.getInfo());
    await untilSeen(stp, 1);
    vi.advanceTimersByTime(STP_TIMEOUT_MS);
    expect(await failure).toMatchObject({ reason: 'timeout', effect: 'none' });
    answerLate();
    expect(await versionOf(client)).toBe('2');
    expect(stp.sockets).toHaveLength(2);
  });

  it('gives up a connection on which something came that nobody asked for', async () => {
    const stp = await startTestStp(({ socket, connection }) => {
      socket.write(frameOf(info(connection)));
      setImmediate(() => socket.write(frameOf(info('unasked'))));
    });
    const client = stp.client({}, { connections: 1 });
    expect(await versionOf(client)).toBe('1');
    await untilClosed(stp.sockets[0]);
    expect(await versionOf(client)).toBe('2');
  });

  it.each([
    ['two answers at once', Buffer.concat([frameOf(info('1')), frameOf(info('unasked'))])],
    ['a line end behind the frame', Buffer.concat([frameOf(info('1')), Buffer.from('\r\n')])],
  ])('does not use a connection again after %s', async (_what, bytes) => {
    const stp = await startTestStp(({ socket, connection }) => {
      socket.write(connection === 1 ? bytes : frameOf(info('2')));
    });
    const client = stp.client({}, { connections: 1 });
    expect([await versionOf(client), await versionOf(client)]).toEqual(['1', '2']);
    expect(stp.sockets).toHaveLength(2);
  });

  it.each([
    ['no frame', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame that is no XML', frameOf('oops')],
    ['the answer to another request', frameOf(info('1'))],
    ['a length in characters', Buffer.from(`STP/00/${deleted.length - 1}/${deleted}`)],
  ])('believes nothing of %s, and connects anew', async (_what, bytes) => {
    const stp = await startTestStp(({ socket, connection }) => {
      socket.write(connection === 1 ? bytes : frameOf(deleted));
    });
    const client = stp.client({}, { connections: 1 });
    const failure = await failureOf(remove(client));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
    await remove(client);
    expect(stp.sockets).toHaveLength(2);
  });

  it('refuses an answer that is too long without reading it', async () => {
    const stp = await startTestStp(({ socket }) => socket.write('STP/00/2000/'));
    const failure = await failureOf(remove(stp.client({ maximumAnswerBytes: 1024 })));
    expect(failure).toMatchObject({ reason: 'too_large', effect: 'unknown' });
  });

  it('gives up a call when its caller does, and the connection with it', async () => {
    const controller = new AbortController();
    const stp = await startTestStp(({ socket, connection }) =>
      connection === 1 ? controller.abort() : socket.write(frameOf(deleted)),
    );
    const client = stp.client({}, { connections: 1 });
    const failure = await failureOf(remove(client, controller.signal));
    expect(failure).toMatchObject({ reason: 'aborted', effect: 'unknown', isRetryable: false });
    await remove(client);
    expect(stp.sockets).toHaveLength(2);
    expect(await failureOf(remove(client, AbortSignal.abort()))).toMatchObject({ effect: 'none' });
    expect(stp.seen).toHaveLength(2);
  });

  it('has sent nothing for a call whose time is over, or whose caller gives up, while it waits', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stp = await startTestStp(() => {});
    const client = stp.client({}, { connections: 1 });
    const controller = new AbortController();
    const calls = [remove(client), remove(client), remove(client, controller.signal)].map(failureOf);
    await untilSeen(stp, 1);
    controller.abort();
    // It need not wait for those before it.
    expect(await calls[2]).toMatchObject({ reason: 'aborted' });
    vi.advanceTimersByTime(STP_TIMEOUT_MS);
    expect(await Promise.all(calls)).toMatchObject([
      { reason: 'timeout', effect: 'unknown' },
      { reason: 'timeout', effect: 'none' },
      { reason: 'aborted', effect: 'none' },
    ]);
    expect(stp.seen).toHaveLength(1);
  });

  it('goes on with those who wait when one before them fails', async () => {
    const stp = await startTestStp(({ socket, call }) =>
      call === 1 ? socket.end() : socket.write(frameOf(info(call))),
    );
    const client = stp.client({}, { connections: 1 });
    const [first, ...others] = [versionOf(client), versionOf(client), versionOf(client)];
    expect(await failureOf(first)).toMatchObject({ reason: 'reset' });
    expect(await Promise.all(others)).toEqual(['2', '3']);
  });

  it('fails at once when nobody listens, and knows that nothing was sent', async () => {
    const stp = await startTestStp(() => {});
    const client = stp.client({}, { connect: ({ host }) => connect({ host, port: 1 }) });
    expect(await failureOf(remove(client))).toMatchObject({ reason: 'refused', effect: 'none', isRetryable: true });
    const nowhere = stp.client(
      {},
      {
        connect: ({ port }) =>
          connect({
            host: 'nowhere.example',
            port,
            lookup: (_host, _options, done) => done(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), ''),
          }),
      },
    );
    expect(await failureOf(remove(nowhere))).toMatchObject({ reason: 'dns', effect: 'none' });
  });

  it('gives up connecting when the time is over', async () => {
    const stp = await startTestStp(() => {});
    // A socket that is told nothing stays where it is.
    const client = stp.client({ timeoutMs: 20 }, { connect: () => Object.assign(new Socket(), { connecting: true }) });
    expect(await failureOf(remove(client))).toMatchObject({ reason: 'timeout', effect: 'none' });
  });

  it('ends everything when it is closed', async () => {
    const stp = await startTestStp(({ socket, call }) => call === 1 && socket.write(frameOf(info(call))));
    const client = stp.client({}, { connections: 1 });
    await client.getInfo();
    const calls = [remove(client), remove(client)].map(failureOf);
    await untilSeen(stp, 2);
    await client.close();
    expect(await Promise.all(calls)).toMatchObject([
      { reason: 'aborted', effect: 'unknown' },
      { reason: 'aborted', effect: 'none' },
    ]);
    expect(await failureOf(remove(client))).toMatchObject({ reason: 'aborted', effect: 'none' });
    await untilClosed(stp.sockets[0]);
    expect(stp.sockets).toHaveLength(1);
  });

  it('keeps the process alive only while a call is under way', async () => {
    const stp = await startTestStp(({ socket, call }) => socket.write(frameOf(info(call))));
    const changes: string[] = [];
    const connectWatched = (address: { host: string; port: number }): Socket => {
      const socket = connect(address);
      const { ref, unref } = socket;
      return Object.assign(socket, {
        ref() {
          changes.push('ref');
          return ref.call(socket);
        },
        unref() {
          changes.push('unref');
          return unref.call(socket);
        },
      });
    };
    const client = stp.client({}, { connect: connectWatched });
    await client.getInfo();
    await client.getInfo();
    expect(changes).toEqual(['ref', 'unref', 'ref', 'unref']);
  });
});

import { createServer, type Socket } from 'node:net';
import { DroppedConnection } from '@acx/core/testing';
import { createStpFrameReader, toStpFrame } from './salto-stp-frames';

/** How the simulated Space behaves on TCP. */
export interface StpServerOptions {
  /** Answers leave in TCP segments of so many bytes. Default: as the machine likes it. */
  readonly segmentBytes?: number;
  /** The two digits in answers. Default `00`, as in the facts; any two may come. */
  readonly version?: string;
  /** Longest body of a call. Default 16 MiB (assumed); a longer one closes the connection. */
  readonly maximumBytes?: number;
}

/** A simulated Space that can be reached over STP. */
export interface StpServer {
  readonly host: string;
  readonly port: number;
  /** Connections that were ever opened. */
  readonly connectionCount: number;
  /** Connections that are open. */
  readonly openConnections: number;
  /** Breaks every open connection, as a restart of the service does. */
  breakConnections(): void;
  close(): Promise<void>;
}

/** Serves STP on a free port of this machine. `answer` is asked for one call at a time per connection, in order. */
export async function serveStp(
  answer: (body: Uint8Array<ArrayBuffer>) => Promise<Response>,
  options: StpServerOptions & { name: string; defaultVersion: string },
): Promise<StpServer> {
  const sockets = new Set<Socket>();
  let connectionCount = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connectionCount += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, answer, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const breakConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: '127.0.0.1',
    port: address.port,
    get connectionCount() {
      return connectionCount;
    },
    get openConnections() {
      return sockets.size;
    },
    breakConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakConnections();
      }),
  };
}

function serveConnection(
  socket: Socket,
  answer: (body: Uint8Array<ArrayBuffer>) => Promise<Response>,
  options: StpServerOptions & { name: string; defaultVersion: string },
): void {
  const { name, version = options.defaultVersion, maximumBytes = 16 * 1024 * 1024, segmentBytes } = options;
  const reader = createStpFrameReader({ name, maximumBytes });
  let before: Promise<void> = Promise.resolve();
  const giveUp = (failure: unknown): void => {
    if (failure instanceof DroppedConnection) return void socket.destroy();
    socket.end(`The simulator itself failed: ${String(failure)}`, () => socket.destroy());
  };
  const inOrder = (work: () => Promise<void>): void => {
    // What was sent behind a call that broke the connection is not done.
    before = before.then(() => (socket.writable ? work() : undefined)).catch(giveUp);
  };
  const serve = async (body: Buffer): Promise<void> => {
    const response = await answer(new Uint8Array(body));
    // Another status comes from a lever. STP has none, so the connection ends without an answer.
    if (response.status !== 200) throw new DroppedConnection();
    const frame = toStpFrame({ name, version, body: new Uint8Array(await response.arrayBuffer()) });
    await writeSegments(socket, frame, Math.max(1, segmentBytes ?? frame.length));
  };

  socket.on('error', () => socket.destroy());
  socket.on('data', (segment) => {
    const { bodies, isGarbled } = reader.push(segment);
    for (const body of bodies) inOrder(() => serve(body));
    if (isGarbled) inOrder(async () => void socket.destroy());
  });
  socket.on('end', () => inOrder(async () => void socket.end()));
}

/** A turn of the event loop between two segments, or the machine would join them. */
async function writeSegments(socket: Socket, bytes: Buffer, segmentBytes: number): Promise<void> {
  for (let start = 0; start < bytes.length; start += segmentBytes) {
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => socket.write(bytes.subarray(start, start + segmentBytes), () => resolve()));
    if (segmentBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
}

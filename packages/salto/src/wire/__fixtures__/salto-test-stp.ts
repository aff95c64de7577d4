import { createServer, type Server, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { createSaltoClient, type SaltoClient } from '../salto-client';
import type { SaltoClientOptions } from '../salto-client-options';
import type { SaltoStpOptions } from '../salto-transport-options';

/** How long its clients wait for an answer. */
export const STP_TIMEOUT_MS = 60_000;

/** Does what a test wants with one frame that came. `call` counts all frames, `connection` the sockets, both from 1. */
export type OnFrame = (frame: { body: string; socket: Socket; call: number; connection: number }) => void;

/** A tiny STP server, written by hand. */
export interface TestStp {
  /** Documents that came, oldest first. */
  readonly seen: string[];
  /** Connections that were opened, oldest first. */
  readonly sockets: Socket[];
  readonly port: number;
  client(options?: Partial<SaltoClientOptions>, transport?: Partial<SaltoStpOptions>): SaltoClient;
}

const open: { server: Server; sockets: Socket[]; clients: SaltoClient[] }[] = [];

afterEach(async () => {
  for (const { server, sockets, clients } of open.splice(0)) {
    for (const client of clients) await client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Starts a server for one test; it ends with the test. */
export async function startTestStp(onFrame: OnFrame): Promise<TestStp> {
  const seen: string[] = [];
  const sockets: Socket[] = [];
  const clients: SaltoClient[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const connection = sockets.length;
    let bytes = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (segment) => {
      bytes = Buffer.concat([bytes, segment]);
      for (;;) {
        const header = /^STP\/00\/(\d+)\//.exec(bytes.toString('latin1'));
        const start = header?.[0].length ?? 0;
        const end = start + Number(header?.[1] ?? Number.POSITIVE_INFINITY);
        if (bytes.length < end) return;
        const body = bytes.toString('utf8', start, end);
        bytes = bytes.subarray(end);
        seen.push(body);
        onFrame({ body, socket, call: seen.length, connection });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server, sockets, clients });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    seen,
    sockets,
    port,
    client(options, transport) {
      const client = createSaltoClient({
        id: 'house',
        transport: { kind: 'stp', host: '127.0.0.1', port, ...transport },
        timeoutMs: STP_TIMEOUT_MS,
        ...options,
      });
      clients.push(client);
      return client;
    },
  };
}

/** A frame, with the length in bytes. */
export function frameOf(body: string, digits = '00'): Buffer {
  return Buffer.from(`STP/${digits}/${Buffer.byteLength(body)}/${body}`, 'utf8');
}

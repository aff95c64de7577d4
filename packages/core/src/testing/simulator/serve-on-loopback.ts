import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DroppedConnection, type SimulatorHandler } from './simulator-handler';

/** A simulator that can be reached over real HTTP. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<a free port>`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a simulator on a free port of this machine. */
export async function serveOnLoopback(handler: SimulatorHandler): Promise<LoopbackServer> {
  const server = createServer((incoming, outgoing) => void answer(handler, incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(handler: SimulatorHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await handler(await toRequest(incoming));
    outgoing.writeHead(response.status, [...response.headers.entries()].flat());
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (failure) {
    if (failure instanceof DroppedConnection) return void incoming.socket.destroy();
    outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end(`The simulator itself failed: ${String(failure)}`);
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) headers.append(name, item);
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : Buffer.concat(chunks);
  return new Request(`http://${incoming.headers.host}${incoming.url ?? '/'}`, { method, headers, body });
}

import { connect } from 'node:net';

/** A plain TCP connection, with nothing of the client in between. */
export interface StpTestPeer {
  /** Sends exactly these bytes. */
  send(text: string | Uint8Array): void;
  /** Says that nothing more will be sent. */
  end(): void;
  /** Resolves when so many bytes have come in all, with everything as text. Rejects when the connection ends before. */
  received(bytes: number): Promise<string>;
  /** Resolves when the other side has closed, with everything that came. */
  closed(): Promise<string>;
  /** Segments that came. */
  readonly segmentCount: number;
  destroy(): void;
}

export async function connectStpTestPeer(server: { host: string; port: number }): Promise<StpTestPeer> {
  const socket = connect(server.port, server.host);
  const segments: Buffer[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  let isClosed = false;
  socket.on('data', (segment) => {
    segments.push(segment);
    changed();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
    changed();
  });
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const all = (): Buffer => Buffer.concat(segments);
  const until = (isThere: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isThere() && !isClosed) return;
        watchers.delete(look);
        if (isThere()) resolve(all().toString());
        else reject(new Error(`The connection ended after: ${all().toString()}`));
      };
      watchers.add(look);
      look();
    });
  return {
    send: (text) => void socket.write(text),
    end: () => void socket.end(),
    received: (bytes) => until(() => all().length >= bytes),
    closed: () => until(() => isClosed),
    get segmentCount() {
      return segments.length;
    },
    destroy: () => void socket.destroy(),
  };
}

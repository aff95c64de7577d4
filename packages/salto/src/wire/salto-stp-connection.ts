import { connect as connectSocket, type Socket } from 'node:net';
import type { ConnectionFailure } from '@acx/core/provider';
import { createStpFrameReader, type StpFrameReader } from './salto-stp-frame';
import type { SaltoStpOptions } from './salto-transport-options';

/** Why a connection gave no answer. */
export class StpFailure extends Error {
  readonly reason: ConnectionFailure | 'garbled';

  constructor(reason: ConnectionFailure | 'garbled') {
    super(`The STP connection gave no answer: ${reason}.`);
    this.reason = reason;
  }
}

/** One TCP connection with at most one call on it. */
export interface StpConnection {
  /** False once either side has ended it, or anything came that nobody had asked for. */
  isOpen(): boolean;
  /** Resolves when the connection stands. @throws StpFailure */
  connected(): Promise<void>;
  /** Sends a frame and waits for the one that answers it. @throws StpFailure */
  send(frame: string): Promise<{ readonly body: string; readonly hasMore: boolean }>;
  /** A kept connection does not keep the process alive. */
  keep(): void;
  /** Ends it for good; whoever waits on it is told why. */
  destroy(reason: ConnectionFailure | 'garbled'): void;
}

const reasonByCode: Readonly<Record<string, ConnectionFailure>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

interface Waiting {
  resolve(answer: { body: string; hasMore: boolean }): void;
  reject(failure: StpFailure): void;
  readonly reader: StpFrameReader;
}

/** Begins to connect. */
export function openStpConnection(options: {
  host: string;
  port: number;
  connect?: SaltoStpOptions['connect'];
  /** Name at the head of a frame. */
  name: string;
  maximumBytes: number;
}): StpConnection {
  const { host, port, connect = connectSocket, name, maximumBytes } = options;
  const socket: Socket = connect({ host, port });
  let ended: StpFailure | undefined;
  let waiting: Waiting | undefined;
  let failConnecting: ((failure: StpFailure) => void) | undefined;

  const end = (reason: ConnectionFailure | 'garbled'): void => {
    if (ended !== undefined) return;
    ended = new StpFailure(reason);
    socket.destroy();
    failConnecting?.(ended);
    waiting?.reject(ended);
    waiting = undefined;
  };
  socket.setNoDelay(true);
  socket.on('error', (error: NodeJS.ErrnoException) => end(reasonByCode[error.code ?? ''] ?? 'network'));
  socket.on('end', () => end('reset'));
  socket.on('close', () => end('reset'));
  socket.on('data', (segment: Buffer) => {
    if (ended !== undefined) return;
    // Nobody has asked: what comes now could be the answer to a call that was given up.
    if (waiting === undefined) return end('garbled');
    const state = waiting.reader.push(segment);
    if (state.kind === 'incomplete') return;
    if (state.kind !== 'complete') return end(state.kind);
    const { resolve } = waiting;
    waiting = undefined;
    resolve(state);
  });

  return {
    isOpen: () => ended === undefined,
    connected() {
      if (ended !== undefined) return Promise.reject(ended);
      if (!socket.connecting) return Promise.resolve();
      return new Promise((resolve, reject) => {
        failConnecting = reject;
        socket.once('connect', () => resolve());
      });
    },
    send(frame) {
      if (ended !== undefined) return Promise.reject(ended);
      socket.ref();
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject, reader: createStpFrameReader(name, maximumBytes) };
        socket.write(frame, 'utf8');
      });
    },
    keep: () => void socket.unref(),
    destroy: end,
  };
}

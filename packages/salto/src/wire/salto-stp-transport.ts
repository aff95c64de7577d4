import { ConnectionError, type ConnectionFailure, type Effect, ResponseValidationError } from '@acx/core/provider';
import { createSaltoCallQueue } from './salto-call-queue';
import type { SaltoProfile } from './salto-profile';
import { openStpConnection, type StpConnection, StpFailure } from './salto-stp-connection';
import { bodyToStpFrame } from './salto-stp-frame';
import type { SaltoExchange, SaltoTransport } from './salto-transport';
import type { SaltoStpOptions } from './salto-transport-options';

/** What the transport is made of. */
export interface SaltoStpTransportOptions extends Omit<SaltoStpOptions, 'kind'> {
  readonly providerId: string;
  readonly profile: SaltoProfile['stp'];
  readonly timeoutMs: number;
  readonly maximumAnswerBytes: number;
}

/**
 * SHIP over STP: a few kept connections with one call on each, so that an answer belongs to its call by order alone. A connection on which
 * anything went wrong (time-out, abort, a frame or document that cannot be read) is never used again.
 */
export function createSaltoStpTransport(options: SaltoStpTransportOptions): SaltoTransport {
  const { providerId, host, port, connect, profile, timeoutMs, maximumAnswerBytes } = options;
  const queue = createSaltoCallQueue(options.connections ?? 2);
  const kept: StpConnection[] = [];
  const stops = new Set<(reason: ConnectionFailure) => void>();
  let isClosed = false;

  const open = (): StpConnection =>
    openStpConnection({ host, port, connect, name: profile.name, maximumBytes: maximumAnswerBytes });

  const settle = (connection: StpConnection | undefined, isTrusted: boolean): void => {
    if (connection !== undefined) {
      if (isTrusted && !isClosed && connection.isOpen()) {
        connection.keep();
        kept.push(connection);
      } else connection.destroy('aborted');
    }
    queue.leave();
  };

  return {
    async exchange<Answer>(exchange: SaltoExchange<Answer>): Promise<Answer> {
      const { operation, body, isWrite, signal, takeTurn, read } = exchange;
      const failed = (reason: ConnectionFailure, effect: Effect): ConnectionError =>
        new ConnectionError({ providerId, operation, reason, effect });
      const isOver = (): boolean => isClosed || signal?.aborted === true;
      if (takeTurn !== undefined && !isOver()) await takeTurn({ operation, signal });
      if (isOver()) throw failed('aborted', 'none');
      let connection: StpConnection | undefined;
      let stopped: ConnectionFailure | undefined;
      let isSent = false;
      const waiting = queue.enter();
      let hasPlace = waiting === undefined;
      const stop = (reason: ConnectionFailure): void => {
        stopped ??= reason;
        waiting?.giveUp(new StpFailure(reason));
        connection?.destroy(reason);
      };
      const abort = (): void => stop('aborted');
      const timer = setTimeout(stop, timeoutMs, 'timeout');
      stops.add(stop);
      signal?.addEventListener('abort', abort, { once: true });
      let isTrusted = false;
      try {
        if (waiting !== undefined) {
          await waiting.turn;
          hasPlace = true;
        }
        for (connection = kept.pop(); connection !== undefined; connection = kept.pop()) {
          // The other side may have closed it, some do so after every answer, and this side not have heard of it yet.
          await everythingHeard();
          if (stopped !== undefined || connection.isOpen()) break;
        }
        if (stopped !== undefined) throw new StpFailure(stopped);
        if (connection === undefined) {
          connection = open();
          await connection.connected();
        }
        isSent = true;
        const frame = await connection.send(bodyToStpFrame(body, profile));
        const answer = read(frame.body);
        isTrusted = !frame.hasMore;
        return answer;
      } catch (failure) {
        if (!(failure instanceof StpFailure)) throw failure;
        const effect = isWrite && isSent ? 'unknown' : 'none';
        const reason = stopped ?? failure.reason;
        if (reason !== 'garbled') throw failed(reason, effect);
        const problems = [{ path: '', message: 'the answer is not one STP frame' }];
        throw new ResponseValidationError({ providerId, operation, problems, effect });
      } finally {
        clearTimeout(timer);
        stops.delete(stop);
        signal?.removeEventListener('abort', abort);
        if (hasPlace) settle(connection, isTrusted);
      }
    },
    async close() {
      isClosed = true;
      for (const stop of [...stops]) stop('aborted');
      for (const connection of kept.splice(0)) connection.destroy('aborted');
    },
  };
}

/** Resolves when the sockets have been looked at once more: between two immediates is a whole turn of the event loop. */
function everythingHeard(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

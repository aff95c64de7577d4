import { ConnectionError } from '../errors/connection-error';
import { createMemoryTurns } from '../ledger/memory-turns';
import type { CallLimit } from '../model/call-limit';
import type { TakeTurn } from '../ports/call-options';
import type { Clock } from '../ports/clock';
import type { Ledger } from '../ports/ledger';
import type { Logger } from '../ports/logger';
import { createTurnQueue, type TurnQueue, type WaitingCall } from './turn-queue';

/** Keeps the calls to each installation within its limit. */
export interface TurnTaker {
  /** For the calls of one piece of work. */
  forCalls(work: {
    readonly providerId: string;
    /** Ends every wait. */
    readonly signal: AbortSignal;
    /** Who has no turn by then gets none: what is under way has to end before the work is given up. Default: only the signal counts. */
    readonly untilMs?: number;
  }): TakeTurn;
}

/** A ledger that answers no sooner has failed. */
const LEDGER_TIMEOUT_MS = 10_000;

/** Turns come from the ledger; from this process where its ledger gives none out. */
export function createTurnTaker(options: {
  ledger: Pick<Ledger, 'takeTurns'>;
  clock: Clock;
  logger: Logger;
  /** Asked for each call, because an installation may be made anew with another limit. */
  limitOf: (providerId: string) => CallLimit | undefined;
}): TurnTaker {
  const { ledger, clock, logger, limitOf } = options;
  const takeTurns = ledger.takeTurns?.bind(ledger) ?? createMemoryTurns();
  const queues = new Map<string, TurnQueue>();

  const queueOf = (providerId: string): TurnQueue => {
    let queue = queues.get(providerId);
    if (queue === undefined) {
      queue = createTurnQueue({
        clock,
        ask: (limit, count) => inTime(takeTurns({ providerId, limit, count, nowMs: clock.nowMs() })),
      });
      queues.set(providerId, queue);
    }
    return queue;
  };

  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = clock.schedule(LEDGER_TIMEOUT_MS, () => reject(new Error('no answer in time')));
      void answer.then(resolve, reject).finally(cancel);
    });

  return {
    forCalls:
      ({ providerId, signal, untilMs = Number.POSITIVE_INFINITY }) =>
      async ({ operation, signal: signalOfRequest = signal }) => {
        const limit = limitOf(providerId);
        if (limit === undefined) return;
        const failed = (reason: 'aborted' | 'no_turn', advice?: string): ConnectionError =>
          new ConnectionError({ providerId, operation, reason, effect: 'none', advice });
        if (signal.aborted || signalOfRequest.aborted) throw failed('aborted');
        if (clock.nowMs() >= untilMs) throw failed('no_turn');
        const queue = queueOf(providerId);
        await new Promise<void>((resolve, reject) => {
          const end = (): void => {
            queue.remove(call);
            cancelTimer();
            signal.removeEventListener('abort', abort);
            signalOfRequest.removeEventListener('abort', abort);
          };
          const abort = (): void => {
            end();
            reject(failed('aborted'));
          };
          const call: WaitingCall = {
            go() {
              end();
              resolve();
            },
            fail(failure) {
              end();
              const error = failure instanceof Error ? failure.name : 'unknown failure';
              logger.warn('The ledger gave no turn for a call, so nothing was sent.', { providerId, operation, error });
              reject(failed('no_turn', 'The ledger gave no turn; see its logs.'));
            },
          };
          const giveUp = (): void => {
            end();
            reject(failed('no_turn'));
          };
          const cancelTimer = Number.isFinite(untilMs) ? clock.schedule(untilMs - clock.nowMs(), giveUp) : () => {};
          signal.addEventListener('abort', abort, { once: true });
          signalOfRequest.addEventListener('abort', abort, { once: true });
          queue.add(call, limit);
        });
      },
  };
}

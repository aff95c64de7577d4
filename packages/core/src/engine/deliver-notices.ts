import type { Notice } from '../model/notice';
import { type EngineContext, nowOf } from './engine-context';

/** Takes a notice to a person. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type NoticeHandler = (notice: Notice) => void | Promise<void>;

const LIMIT = 500;
const HANDLER_TIMEOUT_MS = 30_000;

/**
 * Offers every waiting notice to the host, oldest first. Each is marked only after the host has taken it, so it may come twice, but a notice that
 * is refused never keeps another from its reader. Resolves with whether all were taken.
 */
export async function deliverNotices(context: EngineContext, handler: NoticeHandler): Promise<boolean> {
  const waiting = await context.ledger.transaction(({ notices }) => notices.listUndelivered(LIMIT));
  let isAllTaken = waiting.length < LIMIT;
  for (const notice of waiting) {
    const name = await offer(context, handler, notice);
    if (name === undefined) {
      await context.ledger.transaction(({ notices }) => notices.markDelivered(notice.id));
      context.events.emit('notice', notice);
      continue;
    }
    isAllTaken = false;
    context.logger.error('A notice was not taken and will be offered again.', { notice: notice.id, error: name });
    const error = { name, message: 'the notice handler failed' };
    context.events.emit('engine.failed', { work: 'notices', at: nowOf(context), error });
    if (context.stopping.aborted) return false;
  }
  return isAllTaken;
}

/** The name of what the handler failed with; nothing when it has taken the notice. */
function offer(context: EngineContext, handler: NoticeHandler, notice: Notice): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (name?: string): void => {
      cancelTimer();
      context.stopping.removeEventListener('abort', onStop);
      resolve(name);
    };
    const onStop = (): void => end('Stopped');
    const cancelTimer = context.clock.schedule(HANDLER_TIMEOUT_MS, () => end('Timeout'));
    context.stopping.addEventListener('abort', onStop, { once: true });
    Promise.resolve()
      .then(() => handler(notice))
      .then(
        () => end(),
        (failure: unknown) => end(failure instanceof Error ? failure.name : 'Error'),
      );
  });
}

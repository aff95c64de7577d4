import type { Notice } from '../model/notice';
import { type EngineContext, nowOf } from './engine-context';

/** Takes a notice to a person. Resolving means it has arrived; throwing means it is offered again. */
export type NoticeHandler = (notice: Notice) => void | Promise<void>;

const PAGE = 100;

/**
 * Offers every waiting notice to the host, oldest first, until one is refused. Each is marked only after the host has taken it, so it may come
 * twice but never not at all. Resolves with whether all were taken.
 */
export async function deliverNotices(context: EngineContext, handler: NoticeHandler): Promise<boolean> {
  for (;;) {
    const waiting = await context.ledger.transaction(({ notices }) => notices.listUndelivered(PAGE));
    for (const notice of waiting) {
      try {
        await handler(notice);
      } catch (failure) {
        const name = failure instanceof Error ? failure.name : 'Error';
        context.logger.error('A notice was not taken and will be offered again.', { notice: notice.id, error: name });
        const error = { name, message: 'the notice handler failed' };
        context.events.emit('engine.failed', { work: 'notices', at: nowOf(context), error });
        return false;
      }
      await context.ledger.transaction(({ notices }) => notices.markDelivered(notice.id));
      context.events.emit('notice', notice);
    }
    if (waiting.length < PAGE) return true;
  }
}

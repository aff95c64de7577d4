import type { Instant } from '../model/instant';
import type { Notice } from '../model/notice';
import { type EngineContext, nowOf } from './engine-context';
import { offerEach } from './offer-each';

/** Takes a notice to a person. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type NoticeHandler = (notice: Notice) => void | Promise<void>;

const LIMIT = 500;

/**
 * Offers every waiting notice to the host, oldest first. Resolves with whether all were taken. A credential of a visit that is over is told to
 * nobody any more.
 */
export async function deliverNotices(context: EngineContext, handler: NoticeHandler): Promise<boolean> {
  const { ledger, logger } = context;
  const waiting = await ledger.transaction(({ notices }) => notices.listUndelivered(LIMIT));
  const now = nowOf(context);
  const late = waiting.filter((notice) => isTooLate(notice, now));
  for (const { id, type } of late) {
    await ledger.transaction(({ notices }) => notices.markDelivered(id));
    logger.warn('A notice was not taken before its visit was over; it was dropped with its credential.', { id, type });
  }
  const isAllTaken = await offerEach(context, {
    work: 'notices',
    items: waiting.filter((notice) => !isTooLate(notice, now)),
    handler,
    async onTaken(notice) {
      await ledger.transaction(({ notices }) => notices.markDelivered(notice.id));
      context.events.emit('notice', notice);
    },
  });
  return isAllTaken && waiting.length < LIMIT;
}

/** By the window in the notice: of a visit that was made longer, a later notice tells. */
function isTooLate(notice: Notice, now: Instant): boolean {
  return 'credential' in notice && notice.window.endsAt <= now;
}

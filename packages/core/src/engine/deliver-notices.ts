import type { Notice } from '../model/notice';
import type { EngineContext } from './engine-context';
import { offerEach } from './offer-each';

/** Takes a notice to a person. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type NoticeHandler = (notice: Notice) => void | Promise<void>;

const LIMIT = 500;

/** Offers every waiting notice to the host, oldest first. Resolves with whether all were taken. */
export async function deliverNotices(context: EngineContext, handler: NoticeHandler): Promise<boolean> {
  const items = await context.ledger.transaction(({ notices }) => notices.listUndelivered(LIMIT));
  const isAllTaken = await offerEach(context, {
    work: 'notices',
    items,
    handler,
    async onTaken(notice) {
      await context.ledger.transaction(({ notices }) => notices.markDelivered(notice.id));
      context.events.emit('notice', notice);
    },
  });
  return isAllTaken && items.length < LIMIT;
}

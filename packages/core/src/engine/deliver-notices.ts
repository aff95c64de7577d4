import type { Notice } from '../model/notice';
import { type EngineContext, nowOf } from './engine-context';
import { offerEach } from './offer-each';

/** Takes a notice to a person. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type NoticeHandler = (notice: Notice) => void | Promise<void>;

const PAGE = 500;

/**
 * Offers every waiting notice to the host, oldest first. Resolves with whether all were taken. A credential of a visit that is over is told to
 * nobody any more, nor one that was dropped since the notices were listed.
 */
export async function deliverNotices(context: EngineContext, handler: NoticeHandler): Promise<boolean> {
  const { ledger } = context;
  const offered = new Set<string>();
  let isAllTaken = true;
  for (let limit = PAGE; ; limit += PAGE) {
    const waiting = await ledger.transaction(({ notices }) => notices.listUndelivered(limit));
    const items = waiting.filter(({ id }) => !offered.has(id));
    for (const { id } of items) offered.add(id);
    const areTaken = await offerEach(context, {
      work: 'notices',
      items,
      isWanted: (notice) => isStillWanted(context, notice),
      handler,
      async onTaken(notice) {
        await ledger.transaction(({ notices }) => notices.markDelivered(notice.id));
        context.events.emit('notice', notice);
      },
    });
    isAllTaken &&= areTaken;
    // What was refused stays at the head of the list, so the next look has to reach beyond it.
    if (waiting.length < limit || context.stopping.aborted) return isAllTaken;
  }
}

async function isStillWanted({ ledger, logger, clock }: EngineContext, notice: Notice): Promise<boolean> {
  if (!('credential' in notice)) return true;
  const { id, type } = notice;
  const isOver = notice.window.endsAt <= nowOf({ clock });
  return ledger.transaction(async ({ notices }) => {
    const waiting = await notices.listUndelivered(Number.MAX_SAFE_INTEGER);
    if (!waiting.some((other) => other.id === id)) return false;
    if (!isOver) return true;
    await notices.markDelivered(id);
    logger.warn('A notice was not taken before its visit was over; it was dropped with its credential.', { id, type });
    return false;
  });
}

import type { AccessEvent } from '../model/access-event';
import { type EngineContext, nowOf } from './engine-context';
import { offerEach } from './offer-each';

/** Takes a door event. Resolving means it has arrived; throwing, or taking longer than 30 seconds, means it is offered again. */
export type AccessEventHandler = (event: AccessEvent) => void | Promise<void>;

const PAGE = 500;

/** Offers every waiting door event to the host once, oldest first. Resolves with whether all were taken. */
export async function deliverEvents(context: EngineContext, handler: AccessEventHandler): Promise<boolean> {
  const { ledger, events: hub } = context;
  let isAllTaken = true;
  for (let afterPosition: number | undefined; ; ) {
    const page = await ledger.transaction(({ events }) => events.listUndelivered({ afterPosition, limit: PAGE }));
    const isPageTaken = await offerEach(context, {
      work: 'events',
      items: page.map(({ event }) => event),
      handler,
      async onTaken(event) {
        await ledger.transaction(({ events }) => events.markDelivered(event, nowOf(context)));
        hub.emit(`access.${event.type}`, event);
      },
    });
    isAllTaken &&= isPageTaken;
    if (page.length < PAGE || context.stopping.aborted) return isAllTaken;
    afterPosition = page.at(-1)?.position;
  }
}

import { type EngineContext, nowOf } from './engine-context';

const HANDLER_TIMEOUT_MS = 30_000;

/**
 * Offers each item to a handler of the host, one after the other. What the handler has taken is marked only then, so it may come twice;
 * what it refuses never keeps back the others. Resolves with whether all were taken.
 */
export async function offerEach<Item extends { readonly id: string }>(
  context: EngineContext,
  offered: {
    work: 'notices' | 'events';
    items: readonly Item[];
    /** Looked at just before an item is offered. Default: always. */
    isWanted?: (item: Item) => Promise<boolean>;
    handler: (item: Item) => void | Promise<void>;
    onTaken: (item: Item) => Promise<void>;
  },
): Promise<boolean> {
  const { work, items, isWanted = () => Promise.resolve(true), handler, onTaken } = offered;
  let isAllTaken = true;
  for (const item of items) {
    if (context.stopping.aborted) return false;
    if (!(await isWanted(item))) continue;
    const name = await offer(context, () => handler(item));
    if (name === undefined) {
      await onTaken(item);
      continue;
    }
    isAllTaken = false;
    context.logger.error('The host did not take this; it will be offered again.', { work, id: item.id, error: name });
    const error = { name, message: 'the handler of the host failed' };
    context.events.emit('engine.failed', { work, at: nowOf(context), error });
  }
  return isAllTaken;
}

/** The name of what the handler failed with; nothing when it has taken the item. */
function offer(context: EngineContext, handle: () => void | Promise<void>): Promise<string | undefined> {
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
      .then(handle)
      .then(
        () => end(),
        (failure: unknown) => end(failure instanceof Error ? failure.name : 'Error'),
      );
  });
}

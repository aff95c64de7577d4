import { AcxError } from '../errors/acx-error';
import { callWithin } from './bounded-calls';
import type { EngineContext } from './engine-context';
import { normaliseEvents } from './normalise-subjects';
import { reportFailure } from './report-failure';

const TIMEOUT_MS = 30_000;
const RETRY_AFTER_SECONDS = '30';

/**
 * Takes one delivery that a vendor sends by itself: the provider reads it, and its events are in the ledger before the vendor is told so.
 * An answer that is not 2xx is given as it is, and what comes with it is not stored. Never rejects.
 *
 * | what happens | answer |
 * |---|---|
 * | no such provider, or one to which nothing is sent | 404 |
 * | the ledger fails, an `AcxError`, more than 30 seconds, a stop | 503 with `Retry-After`, so that the vendor sends it again |
 * | any other exception | 500 |
 */
export async function receiveEvents(
  context: EngineContext,
  delivery: { readonly providerId: string; readonly request: Request; readonly onStored: () => void },
): Promise<Response> {
  const { providerId, request, onStored } = delivery;
  if (context.stopping.aborted) return sendAgain();
  let isStoring = false;
  try {
    const call = { providerId, operation: 'receive', timeoutMs: TIMEOUT_MS };
    return await callWithin(context, call, async (callOptions) => {
      const provider = await context.registry.find(providerId);
      if (provider?.events?.receive === undefined) return plainText(404, 'Nothing is received here.');
      const { events, response } = await provider.events.receive(request, callOptions);
      if (!response.ok || events.length === 0) return response;
      // Given up meanwhile: the vendor is told to send it again, so nothing of it may be stored half known.
      callOptions.signal?.throwIfAborted();
      isStoring = true;
      const received = normaliseEvents(provider, events);
      await context.ledger.transaction(async (transaction) => {
        for (const event of received) await transaction.events.add(event);
      });
      onStored();
      return response;
    });
  } catch (failure) {
    reportFailure(context, { work: 'events', providerId }, failure);
    return isStoring || AcxError.isInstance(failure) ? sendAgain() : plainText(500, 'The delivery could not be read.');
  }
}

function sendAgain(): Response {
  return plainText(503, 'Not now. Please send it again.', { 'retry-after': RETRY_AFTER_SECONDS });
}

/** Says nothing of what came, and nothing of why it failed. */
function plainText(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}

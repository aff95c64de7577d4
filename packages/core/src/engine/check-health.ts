import type { HealthReport } from '../ports/access-provider';
import { callWithin } from './bounded-calls';
import type { EngineContext } from './engine-context';
import { findProvider } from './find-provider';

const TIMEOUT_MS = 60_000;

/**
 * What an installer needs to know of an installation, and whether it knows the places and subjects of the rights that are asked for now.
 * @throws ConfigurationError when no provider of this id is configured.
 * @throws ConnectionError when the provider does not answer within a minute.
 */
export async function checkHealth(context: EngineContext, providerId: string): Promise<HealthReport> {
  const provider = await findProvider(context, providerId);
  const expected = await context.ledger.transaction(({ permissions }) =>
    permissions.listIdentitiesOfProvider(providerId),
  );
  const call = { providerId, operation: 'checkHealth', timeoutMs: TIMEOUT_MS };
  return callWithin(context, call, (callOptions) => provider.checkHealth({ ...callOptions, expected }));
}

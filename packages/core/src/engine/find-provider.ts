import { ConfigurationError } from '../errors/configuration-error';
import type { AccessProvider } from '../ports/access-provider';
import type { EngineContext } from './engine-context';

/** @throws ConfigurationError when no provider of this id is configured. */
export async function findProvider(context: EngineContext, providerId: string): Promise<AccessProvider> {
  const provider = await context.registry.find(providerId);
  if (provider !== undefined) return provider;
  throw new ConfigurationError({
    subject: `Provider ${providerId}`,
    problems: [{ path: '', message: 'is not configured; its rights stay as they are until it is' }],
  });
}

import { ConfigurationError } from '../errors/configuration-error';
import type { CallOptions } from '../ports/call-options';
import type { ProviderStorage } from '../ports/provider-storage';

/** The storage of a call. @throws ConfigurationError for a caller that gives none. */
export function requireStorage(providerId: string, { storage }: CallOptions): ProviderStorage {
  if (storage !== undefined) return storage;
  throw new ConfigurationError({
    subject: `Provider ${providerId}`,
    problems: [
      {
        path: 'storage',
        message: 'is needed with every call; the engine gives it, by hand use createMemoryProviderStorage()',
      },
    ],
  });
}

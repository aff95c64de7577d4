import { ConfigurationError } from '../errors/configuration-error';
import { SpecificationVersionError } from '../errors/specification-version-error';
import type { CallLimit } from '../model/call-limit';
import { type AccessProvider, SPECIFICATION_VERSION } from '../ports/access-provider';
import type { Clock } from '../ports/clock';

/** Makes the provider of an installation, or answers that there is none. Called again after an idle time and after `forgetProvider`. */
export type ProviderResolver = (providerId: string) => AccessProvider | undefined | Promise<AccessProvider | undefined>;

/** The configured installations. */
export interface ProviderRegistry {
  /** @throws SpecificationVersionError for a provider of another port version. */
  find(providerId: string): Promise<AccessProvider | undefined>;
  /** How many lanes the installation can take at once; a careful guess while it has not been made yet. */
  concurrentLanesOf(providerId: string): number;
  /** What limits its calls; nothing while it has not been made yet. */
  callLimitOf(providerId: string): CallLimit | undefined;
  /** Closes it; the next use makes it anew. Only with a resolver. */
  forget(providerId: string): Promise<void>;
  /** Closes what a resolver made and nobody has used for a while. */
  closeIdle(): Promise<void>;
  closeAll(): Promise<void>;
}

const CAREFUL_CONCURRENCY = 2;

/** @throws ConfigurationError when two providers of a list share an id. */
export function createProviderRegistry(options: {
  providers: readonly AccessProvider[] | ProviderResolver;
  clock: Clock;
  idleMs: number;
}): ProviderRegistry {
  const { providers, clock, idleMs } = options;
  const resolver = typeof providers === 'function' ? providers : undefined;
  const made = new Map<string, { provider: Promise<AccessProvider | undefined>; usedAtMs: number }>();
  const known = new Map<string, AccessProvider>();

  if (typeof providers !== 'function')
    providers.forEach((provider, index) => {
      if (known.has(provider.id))
        throw new ConfigurationError({
          subject: 'The list of providers',
          problems: [{ path: `providers[${index}].id`, message: `${provider.id} is used twice` }],
        });
      known.set(provider.id, checkVersion(provider));
    });

  const make = async (providerId: string): Promise<AccessProvider | undefined> => {
    const provider = await resolver?.(providerId);
    if (provider === undefined) return undefined;
    if (provider.id !== providerId)
      throw new ConfigurationError({
        subject: 'The provider resolver',
        problems: [{ path: '', message: `answered ${provider.id} when it was asked for ${providerId}` }],
      });
    known.set(providerId, checkVersion(provider));
    return provider;
  };
  const forget = async (providerId: string): Promise<void> => {
    const entry = made.get(providerId);
    if (entry === undefined) return;
    made.delete(providerId);
    known.delete(providerId);
    const provider = await entry.provider.catch(() => undefined);
    await provider?.close();
  };

  return {
    find(providerId) {
      if (resolver === undefined) return Promise.resolve(known.get(providerId));
      const entry = made.get(providerId);
      if (entry !== undefined) {
        entry.usedAtMs = clock.nowMs();
        return entry.provider;
      }
      const provider = make(providerId);
      made.set(providerId, { provider, usedAtMs: clock.nowMs() });
      // A resolver that failed, or knew nothing, is asked again next time.
      provider.then(
        (found) => found === undefined && made.delete(providerId),
        () => made.delete(providerId),
      );
      return provider;
    },
    concurrentLanesOf: (providerId) => known.get(providerId)?.capabilities.concurrentLanes ?? CAREFUL_CONCURRENCY,
    callLimitOf: (providerId) => known.get(providerId)?.capabilities.callLimit,
    forget,
    async closeIdle() {
      const idle = [...made].filter(([, { usedAtMs }]) => clock.nowMs() - usedAtMs >= idleMs);
      await Promise.all(idle.map(([providerId]) => forget(providerId)));
    },
    async closeAll() {
      if (resolver !== undefined) await Promise.all([...made.keys()].map(forget));
      else await Promise.all([...known.values()].map((provider) => provider.close()));
    },
  };
}

function checkVersion(provider: AccessProvider): AccessProvider {
  const found: string = provider.specificationVersion;
  if (found === SPECIFICATION_VERSION) return provider;
  throw new SpecificationVersionError({ providerId: provider.id, found, expected: SPECIFICATION_VERSION });
}

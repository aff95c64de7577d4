import { type AccessProvider, ConfigurationError, type InputProblem, parseOptions } from '@acx/core/provider';
import { type IpeviaOptions, ipeviaOptionsSchema } from './ipevia-options';
import { createIpevia } from './ipevia-provider';
import { chooseIpeviaStrategy, type IpeviaStrategy } from './ipevia-strategy';
import type { IpeviaServiceCapabilities } from './wire/ipevia-capabilities';
import { settingsToIpeviaClient } from './wire/ipevia-client';

/**
 * Asks the service what it can do, and makes a provider that goes by it. What the options say already stays as they say. For set-up: write the
 * strategy that it chose down and use `createIpevia` from then on, because that needs no answer from the vendor to start.
 * @throws ConfigurationError for wrong options, or when the service can hold rights in no way.
 * @throws AcxError when the service cannot be asked.
 */
export async function connectIpevia(
  options: IpeviaOptions,
): Promise<{ readonly provider: AccessProvider; readonly chosen: IpeviaStrategy }> {
  // The strategy is not known yet, so what only one of them needs is asked for later.
  const settings = parseOptions('Options of connectIpevia', ipeviaOptionsSchema, { ...options, strategy: 'whitelist' });
  const client = settingsToIpeviaClient(settings);
  try {
    const capabilities = await client.getServiceCapabilities();
    const best = chooseIpeviaStrategy(capabilities);
    const strategy = options.strategy ?? best?.strategy;
    const validity = strategy === 'whitelist' ? 'none' : (options.validity ?? best?.validity);
    const problems = [...problemsOf(capabilities, { strategy, validity })];
    if (problems.length > 0 || strategy === undefined || validity === undefined)
      throw new ConfigurationError({ subject: `Provider ${settings.id}`, problems });
    return { provider: createIpevia({ ...options, strategy, validity }), chosen: { strategy, validity } };
  } finally {
    await client.close();
  }
}

/** What the service cannot do of what was asked for. */
function* problemsOf(
  { maximumCredentials, maximumWhitelisted, hasValidity, validityHasTime }: IpeviaServiceCapabilities,
  { strategy, validity }: Partial<IpeviaStrategy>,
): Generator<InputProblem> {
  if (strategy === undefined)
    yield { path: 'strategy', message: 'cannot be chosen: the service holds neither credentials nor a whitelist' };
  if (strategy === 'credentials' && maximumCredentials === 0)
    yield { path: 'strategy', message: 'must not be credentials: the service holds none' };
  if (strategy === 'whitelist' && maximumWhitelisted === 0)
    yield { path: 'strategy', message: 'must not be whitelist: the service has none' };
  if (strategy === 'credentials' && validity === 'instants' && !(hasValidity && validityHasTime))
    yield { path: 'validity', message: 'must be none: the service does not hold the time of a credential' };
}

import { type AccessProvider, ConfigurationError, parseOptions } from '@acx/core/provider';
import { type IpeviaOptions, ipeviaOptionsSchema } from './ipevia-options';
import { createIpevia } from './ipevia-provider';
import { chooseIpeviaStrategy, type IpeviaStrategy } from './ipevia-strategy';
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
    const best = chooseIpeviaStrategy(await client.getServiceCapabilities());
    const chosen = { strategy: options.strategy ?? best?.strategy, validity: options.validity ?? best?.validity };
    if (chosen.strategy === undefined || chosen.validity === undefined)
      throw new ConfigurationError({
        subject: `Provider ${settings.id}`,
        problems: [
          { path: 'strategy', message: 'cannot be chosen: the service holds neither credentials nor a whitelist' },
        ],
      });
    const { strategy, validity } = chosen;
    return { provider: createIpevia({ ...options, strategy, validity }), chosen: { strategy, validity } };
  } finally {
    await client.close();
  }
}

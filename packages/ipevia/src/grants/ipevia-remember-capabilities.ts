import type { CallOptions } from '@acx/core/provider';
import type { IpeviaServiceCapabilities } from '../wire/ipevia-capabilities';
import type { IpeviaClient } from '../wire/ipevia-client';
import type { IpeviaCallOptions } from '../wire/ipevia-session';

/** What the service can do, which does not change while it runs. */
export interface IpeviaKnownCapabilities {
  /** Asks once; after a failure again. */
  readonly read: (options: CallOptions) => Promise<IpeviaServiceCapabilities>;
  /** What is known without asking. */
  readonly known: () => IpeviaServiceCapabilities | undefined;
  /** Asks in any case: the service may have been updated. */
  readonly refresh: (options: IpeviaCallOptions) => Promise<IpeviaServiceCapabilities>;
}

/** Remembers the answer for the life of a provider. */
export function rememberCapabilities(client: Pick<IpeviaClient, 'getServiceCapabilities'>): IpeviaKnownCapabilities {
  let known: IpeviaServiceCapabilities | undefined;
  const refresh = async (options: IpeviaCallOptions): Promise<IpeviaServiceCapabilities> => {
    known = await client.getServiceCapabilities(options);
    return known;
  };
  return { read: async ({ signal, takeTurn }) => known ?? refresh({ signal, takeTurn }), known: () => known, refresh };
}

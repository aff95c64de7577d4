import { type Instant, type JsonValue, type ProviderStorage, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpeviaHeldTerm } from './ipevia-term';

/** Where the subscription is kept in the provider's storage. */
export const SUBSCRIPTION_KEY = 'subscription';

/** The subscription that is kept alive. A type, so that it is plain JSON. */
export type IpeviaHeldSubscription = IpeviaHeldTerm & {
  /** Fingerprint of the address that events are sent to: the address itself may hold a secret. */
  readonly consumer: string;
};

const subscriptionSchema: z.ZodMiniType<IpeviaHeldSubscription> = z.object({
  address: z.string(),
  terminationTime: z.iso.datetime(),
  termMs: z.number(),
  consumer: z.string(),
});

/** A stored subscription; `undefined` for none, and for what this version cannot read: that one ends by itself. */
export function parseHeldSubscription(value: JsonValue | undefined): IpeviaHeldSubscription | undefined {
  const result = parseWithMessages(subscriptionSchema, value);
  return result.success ? result.data : undefined;
}

/** Until when iPevia delivers, by our clock, unless it is renewed; `undefined` when nothing was ever subscribed. */
export async function readIpeviaSubscription(
  storage: ProviderStorage,
): Promise<{ readonly terminationTime: Instant } | undefined> {
  const held = parseHeldSubscription((await storage.read(SUBSCRIPTION_KEY))?.value);
  return held === undefined ? undefined : { terminationTime: held.terminationTime };
}

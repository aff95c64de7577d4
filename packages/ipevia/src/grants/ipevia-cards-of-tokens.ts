import { AcxError, type CallOptions } from '@acx/core/provider';
import { ipeviaHexToCard } from '../card/ipevia-card-number';
import { hexOfOwnName } from '../convert/ipevia-own-name';
import { hexOfCredential } from './ipevia-credential-record';
import { getInBatches } from './ipevia-get-in-batches';
import { cardOfOwnToken } from './ipevia-own-book';
import { createIpeviaWork, type IpeviaWriter } from './ipevia-writer';

/** Finds the cards of credentials, by token; those that nobody knows are left out. */
export type IpeviaCardsOfTokens = (
  tokens: readonly string[],
  options: CallOptions,
) => Promise<ReadonlyMap<string, string>>;

/** Events wait no longer for cards: one without its card is better than none. */
const PATIENCE_MS = 10_000;

/**
 * Whose card a credential is: told by its token where it is ours, remembered where it opens because of us under another token, else asked
 * for, as many at once as the service takes. Where the vendor cannot be asked, nobody knows.
 */
export function createCardsOfTokens(writer: IpeviaWriter): IpeviaCardsOfTokens {
  const { card: rules, mark } = writer;
  return async (tokens, options) => {
    const known = new Map<string, string>();
    const note = (token: string, hex: string | undefined): void => {
      const card = hex === undefined ? undefined : ipeviaHexToCard(hex, rules);
      if (card !== undefined) known.set(token, card);
    };
    const asked = [...new Set(tokens)];
    for (const token of asked) note(token, hexOfOwnName(mark, token));
    const others = asked.filter((token) => !known.has(token));
    if (others.length === 0) return known;
    const own = await createIpeviaWork(writer, options).readOwn();
    for (const token of others) {
      const card = cardOfOwnToken(own, token);
      if (card !== undefined) known.set(token, card);
    }
    const unknown = others.filter((token) => !known.has(token));
    if (unknown.length === 0) return known;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = options.signal === undefined ? patience : AbortSignal.any([options.signal, patience]);
    try {
      const { maximumLimit } = await writer.readCapabilities({ ...options, signal });
      for (const credential of await getInBatches(writer, unknown, maximumLimit, { ...options, signal }))
        note(credential.token, hexOfCredential(writer, credential));
    } catch (failure) {
      // Whoever asks has given up: then the vendor is asked to deliver again.
      if (!AcxError.isInstance(failure) || options.signal?.aborted) throw failure;
    }
    return known;
  };
}

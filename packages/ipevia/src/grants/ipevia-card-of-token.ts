import type { CallOptions } from '@acx/core/provider';
import { AcxError } from '@acx/core/provider';
import { ipeviaHexToCard } from '../card/ipevia-card-number';
import { hexOfOwnName } from '../convert/ipevia-own-name';
import { hexOfCredential } from './ipevia-credential-record';
import { openIpeviaOwnBook } from './ipevia-own-book';
import type { IpeviaWriter } from './ipevia-writer';

/**
 * Whose card a credential is: told by its token where it is ours, remembered where it is ours or carries our
 * access profile under another token, else asked for. Nothing where nobody
 * knows, or the vendor cannot be asked: an event without its card is better than none.
 */
export function createCardOfToken(
  writer: IpeviaWriter,
): (token: string, options: CallOptions) => Promise<string | undefined> {
  const { providerId, client, card: rules, mark } = writer;
  return async (token, options) => {
    const ownHex = hexOfOwnName(mark, token);
    if (ownHex !== undefined) return ipeviaHexToCard(ownHex, rules);
    const own = (await openIpeviaOwnBook(providerId, options).read()).tokens[token];
    if (own !== undefined) return own.card;
    const hex = await findHex(writer, client, token, options);
    return hex === undefined ? undefined : ipeviaHexToCard(hex, rules);
  };
}

async function findHex(
  writer: IpeviaWriter,
  client: IpeviaWriter['client'],
  token: string,
  options: CallOptions,
): Promise<string | undefined> {
  try {
    const [credential] = await client.credentials.get([token], options);
    return credential === undefined ? undefined : hexOfCredential(writer, credential);
  } catch (failure) {
    if (AcxError.isInstance(failure)) return undefined;
    throw failure;
  }
}

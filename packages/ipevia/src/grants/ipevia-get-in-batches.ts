import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaCredential } from '../wire/ipevia-credential';
import type { IpeviaCallOptions } from '../wire/ipevia-session';
import type { IpeviaWriter } from './ipevia-writer';

/** As many at once as the service takes, also when that has become fewer. */
export async function getInBatches(
  { client }: Pick<IpeviaWriter, 'client'>,
  tokens: readonly string[],
  limit: number,
  options: IpeviaCallOptions,
): Promise<IpeviaCredential[]> {
  const found: IpeviaCredential[] = [];
  for (let at = 0; at < tokens.length; at += limit) {
    const batch = tokens.slice(at, at + limit);
    try {
      found.push(...(await client.credentials.get(batch, options)));
    } catch (failure) {
      if (batch.length === 1 || !isIpeviaFault(failure, 'tooManyItems')) throw failure;
      found.push(...(await getInBatches({ client }, batch, Math.ceil(batch.length / 2), options)));
    }
  }
  return found;
}

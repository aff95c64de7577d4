import type { CallOptions, VendorGrant } from '@acx/core/provider';
import { credentialToGrant } from './ipevia-credential-record';
import { itemToGrant } from './ipevia-whitelist';
import { createIpeviaWork, type IpeviaWriter } from './ipevia-writer';

/** Everything that the site holds, page by page: the credentials and the whitelist, where the service has them. */
export async function* listIpeviaGrants(
  writer: IpeviaWriter,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const own = await createIpeviaWork(writer, options).readOwn();
  const { maximumCredentials, maximumWhitelisted } = await writer.readCapabilities(options);
  if (maximumCredentials > 0)
    for await (const credential of writer.client.credentials.list(options))
      yield credentialToGrant(writer, credential, own);
  if (maximumWhitelisted > 0)
    for await (const item of writer.client.whitelist.list(options)) yield itemToGrant(writer, item, own);
}

import type { CallOptions, VendorGrant } from '@acx/core/provider';
import type { IpeviaForm } from '../convert/ipevia-grant-state';
import { credentialToGrant } from './ipevia-credential-record';
import { itemToGrant } from './ipevia-whitelist';
import { createIpeviaWork, type IpeviaWriter } from './ipevia-writer';

/**
 * Everything that the site holds, page by page: the credentials and the whitelist, where the service has them. The form in use comes first, so that a
 * right of ours in the other one is what counts of a card that is in both.
 */
export async function* listIpeviaGrants(
  writer: IpeviaWriter,
  form: IpeviaForm,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const own = await createIpeviaWork(writer, options).readOwn();
  const { maximumCredentials, maximumWhitelisted } = await writer.readCapabilities(options);
  const isListed = { credential: maximumCredentials > 0, whitelist: maximumWhitelisted > 0 };
  const forms: readonly IpeviaForm[] =
    form === 'credential' ? ['credential', 'whitelist'] : ['whitelist', 'credential'];
  for (const each of forms.filter((candidate) => isListed[candidate]))
    if (each === 'whitelist')
      for await (const item of writer.client.whitelist.list(options)) yield itemToGrant(writer, item, own);
    else
      for await (const credential of writer.client.credentials.list(options))
        yield credentialToGrant(writer, credential, own);
}

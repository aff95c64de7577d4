import type { VendorGrant } from '@acx/core/provider';
import { duplicateGrantKey, type IpassanMark } from '../convert/ipassan-grant-key';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import { type IpassanGrantReader, listHeldBookings } from './ipassan-held-booking';
import { bookingToRecord } from './ipassan-read-grants';

/** Everything that the given assets hold, asset after asset and page after page. Whatever does not carry our mark is foreign. */
export async function* listIpassanGrants(
  reader: IpassanGrantReader & { readonly mark: IpassanMark },
  request: { readonly lanes: readonly string[] },
  options: IpassanCallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  for (const lane of new Set(request.lanes)) {
    const seen = new Set<string>();
    for await (const booking of listHeldBookings(reader, lane, options)) {
      const { reference, uuid } = booking;
      const record = bookingToRecord(booking, lane);
      if (!reader.mark.isOurs(reference)) yield { origin: 'foreign', ...record };
      else {
        const grantKey = seen.has(reference) ? duplicateGrantKey(reference, uuid) : reference;
        seen.add(reference);
        yield { origin: 'ours', grantKey, ...record };
      }
    }
  }
}

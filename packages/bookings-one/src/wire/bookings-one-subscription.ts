import { InvalidInputError } from '@acx/core/provider';
import { objectWithFields } from './bookings-one-field';
import { addressToSecrets } from './bookings-one-secret-forms';
import type { BookingsOneCallOptions, BookingsOneSession } from './bookings-one-session';

/**
 * Asks the server to call an address for every new or updated appointment. The address is a secret: whoever knows it can send hints.
 * @throws InvalidInputError before anything is sent, when it is no http(s) address.
 */
export async function subscribeBookingsOne(
  session: BookingsOneSession,
  callUrl: string,
  { signal, takeTurn }: BookingsOneCallOptions,
): Promise<void> {
  if (!URL.canParse(callUrl) || !/^https?:$/.test(new URL(callUrl).protocol)) {
    const problems = [{ path: 'callUrl', message: 'must be an http(s) address' }];
    throw new InvalidInputError({ subject: 'subscription', problems });
  }
  const { paths, subscription } = session.profile;
  await session.send({
    operation: 'subscribe',
    method: 'POST',
    path: paths.subscribe,
    takesText: true,
    json: objectWithFields([[subscription.callUrl, callUrl]]),
    secrets: addressToSecrets(callUrl),
    signal,
    takeTurn,
  });
}

import { bookingToHeldState, type IpassanHeldState } from '../convert/ipassan-grant-state';
import type { IpassanAssetBooking } from '../wire/ipassan-asset-booking';
import type { IpassanClient } from '../wire/ipassan-client';
import type { IpassanCallOptions } from '../wire/ipassan-session';

/** What grants are read with. */
export interface IpassanGrantReader {
  readonly providerId: string;
  readonly client: Pick<IpassanClient, 'assetBookings'>;
}

/** A record of an asset, understood. */
export interface HeldBooking extends Pick<IpassanAssetBooking, 'uuid' | 'reference'> {
  readonly state: IpassanHeldState;
}

/**
 * The bookings of one asset, page by page.
 * @throws ResponseValidationError when one of them is not understood: what opens is not guessed at.
 */
export async function* listHeldBookings(
  { providerId, client }: IpassanGrantReader,
  asset: string,
  options: IpassanCallOptions,
): AsyncGenerator<HeldBooking, void, void> {
  for await (const booking of client.assetBookings.list(asset, options)) {
    const { uuid, reference } = booking;
    yield { uuid, reference, state: bookingToHeldState(booking, { providerId, asset }) };
  }
}

/** All bookings of one asset at once, as {@link listHeldBookings}. */
export async function readHeldBookings(
  reader: IpassanGrantReader,
  asset: string,
  options: IpassanCallOptions,
): Promise<HeldBooking[]> {
  const bookings: HeldBooking[] = [];
  for await (const booking of listHeldBookings(reader, asset, options)) bookings.push(booking);
  return bookings;
}

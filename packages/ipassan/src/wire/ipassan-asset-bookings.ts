import { parseAnswer, parseWithMessages } from '@acx/core/provider';
import { isNotFound } from '../ipassan-errors';
import {
  assetBookingToForm,
  type IpassanAssetBooking,
  type IpassanAssetBookingInput,
  type IpassanAssetBookingUpdate,
  ipassanAssetBookingSchema,
} from './ipassan-asset-booking';
import { type IpassanListOptions, readIpassanList } from './ipassan-pages';
import { fillIpassanPath } from './ipassan-path';
import type { IpassanCallOptions, IpassanSession } from './ipassan-session';
import { ipassanWrittenSchema } from './ipassan-written';

/** The bookings of the site's assets. The API user must be a manager of the asset. */
export interface IpassanAssetBookings {
  /** Every booking of one asset, ours and others, page by page. */
  list(asset: string, options?: IpassanListOptions): AsyncIterable<IpassanAssetBooking>;
  /** One booking; `undefined` when the asset has none with this uuid. */
  get(asset: string, uuid: string, options?: IpassanCallOptions): Promise<IpassanAssetBooking | undefined>;
  /**
   * Books and returns the uuid of the booking.
   * @throws ConflictError about `slot` when the time is taken.
   * @throws ProviderCallError with the vendorCode `not_manager`, `missing_profile`, `not_on_slot`, `too_long` or `wrong_site`.
   */
  create(asset: string, booking: IpassanAssetBookingInput, options?: IpassanCallOptions): Promise<string>;
  /**
   * Changes the given times only.
   * @throws ProviderCallError with the vendorCode `not_found` when the booking is gone; otherwise as `create`.
   */
  update(asset: string, uuid: string, booking: IpassanAssetBookingUpdate, options?: IpassanCallOptions): Promise<void>;
  /** @throws ProviderCallError with the vendorCode `not_found` when the booking is already gone. */
  delete(asset: string, uuid: string, options?: IpassanCallOptions): Promise<void>;
}

/** The asset booking calls of one session. */
export function createIpassanAssetBookings(
  session: IpassanSession,
  site: string,
  pageSize: number,
): IpassanAssetBookings {
  const { providerId, profile } = session;
  const names = profile.assetBooking;
  const item = ipassanAssetBookingSchema(names);
  const written = ipassanWrittenSchema(names.uuid);
  const bookingsPath = (asset: string): string => fillIpassanPath(profile.paths.assetBookings, { site, asset });
  const bookingPath = (asset: string, booking: string): string =>
    fillIpassanPath(profile.paths.assetBooking, { site, asset, booking });
  const targetOf = (asset: string): string => `asset ${asset}`;

  return {
    list(asset, options = {}) {
      const operation = 'listAssetBookings';
      const path = bookingsPath(asset);
      return readIpassanList({ session, operation, path, target: targetOf(asset), item, pageSize }, options);
    },
    async get(asset, uuid, options = {}) {
      const operation = 'getAssetBooking';
      const path = bookingPath(asset, uuid);
      try {
        const answer = await session.send({ operation, method: 'GET', path, target: targetOf(asset) }, options);
        // As with persons, an answer without a uuid means that there is none (inferred).
        if (!parseWithMessages(written, answer).success) return undefined;
        return parseAnswer(item, answer, { providerId, operation, effect: 'none' });
      } catch (failure) {
        if (isNotFound(failure)) return undefined;
        throw failure;
      }
    },
    async create(asset, booking, options = {}) {
      const operation = 'createAssetBooking';
      const form = assetBookingToForm(names, booking);
      const path = bookingsPath(asset);
      const answer = await session.send({ operation, method: 'POST', path, target: targetOf(asset), form }, options);
      return parseAnswer(written, answer, { providerId, operation, effect: 'unknown' }).uuid;
    },
    async update(asset, uuid, booking, options = {}) {
      const operation = 'updateAssetBooking';
      const form = assetBookingToForm(names, { startsAt: booking.startsAt, endsAt: booking.endsAt });
      const path = bookingPath(asset, uuid);
      const answer = await session.send({ operation, method: 'PUT', path, target: targetOf(asset), form }, options);
      if (answer !== undefined) parseAnswer(written, answer, { providerId, operation, effect: 'unknown' });
    },
    async delete(asset, uuid, options = {}) {
      const path = bookingPath(asset, uuid);
      await session.send({ operation: 'deleteAssetBooking', method: 'DELETE', path, target: targetOf(asset) }, options);
    },
  };
}

import type { JsonValue } from '@acx/core/provider';
import { checkAssetBooking } from './ipassan-asset-booking-rules';
import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { refuseMissingField } from './ipassan-form';
import { toPage } from './ipassan-page';
import type { SimulatedAsset, SimulatedAssetBooking, SimulatedSite } from './ipassan-records';
import type { IpassanCall, IpassanRoute } from './ipassan-route';
import { managedAssetOf, siteOf } from './ipassan-site-check';
import { readTimeField, writeTimeField } from './ipassan-time-field';

/** Asset bookings (paths, fields and verbs assumed; that they can be created and removed is known). */
export function ipassanAssetBookingRoutes(context: IpassanContext): IpassanRoute[] {
  const { store, switches, profile } = context;
  const { assetBookings: all, assetBooking: one } = profile.paths;
  const fields = profile.assetBooking;

  const placeOf = (call: IpassanCall): { site: SimulatedSite; asset: SimulatedAsset } => {
    const site = siteOf(call, context);
    return { site, asset: managedAssetOf(call, site, context) };
  };
  const existing = (call: IpassanCall, asset: SimulatedAsset): SimulatedAssetBooking => {
    const uuid = call.ids['booking'] ?? '';
    const booking = store.assetBookings.get(uuid);
    if (booking?.asset !== asset.uuid)
      throw new IpassanFailure('not_found', `The booking ${uuid} was ${profile.refusals.not_found}.`);
    return booking;
  };
  const readReference = (form: URLSearchParams): string | undefined =>
    fields.reference !== null && switches.keepsReference ? (form.get(fields.reference) ?? undefined) : undefined;
  const toJson = (booking: SimulatedAssetBooking, site: SimulatedSite): JsonValue => ({
    [fields.uuid]: booking.uuid,
    [fields.person]: booking.person,
    [fields.startsAt]: writeTimeField(booking.startsAt, site, switches),
    [fields.endsAt]: writeTimeField(booking.endsAt, site, switches),
    ...(fields.reference !== null && switches.keepsReference ? { [fields.reference]: booking.reference } : {}),
  });

  return [
    {
      method: 'GET',
      path: all,
      answer(call) {
        const { site, asset } = placeOf(call);
        // assumed, as lists of persons: no filtering, past bookings stay
        const items = [...store.assetBookings.values()].filter((booking) => booking.asset === asset.uuid);
        return toPage({ items, toJson: (booking) => toJson(booking, site), query: call.query, switches });
      },
    },
    {
      method: 'POST',
      path: all,
      answer(call) {
        const { site, asset } = placeOf(call);
        const booking: SimulatedAssetBooking = {
          uuid: context.newUuid(),
          asset: asset.uuid,
          person: call.form.get(fields.person) ?? refuseMissingField(fields.person),
          startsAt: readTimeField(call.form, fields.startsAt) ?? refuseMissingField(fields.startsAt),
          endsAt: readTimeField(call.form, fields.endsAt) ?? refuseMissingField(fields.endsAt),
          reference: readReference(call.form) ?? null,
          madeBy: 'api',
        };
        checkAssetBooking({ booking, asset, site, context });
        store.assetBookings.set(booking.uuid, booking);
        return toJson(booking, site);
      },
    },
    {
      method: 'GET',
      path: one,
      answer(call) {
        const { site, asset } = placeOf(call);
        return toJson(existing(call, asset), site);
      },
    },
    {
      method: 'PUT',
      path: one,
      answer(call) {
        const { site, asset } = placeOf(call);
        const former = existing(call, asset);
        const booking: SimulatedAssetBooking = {
          ...former,
          person: call.form.get(fields.person) ?? former.person,
          startsAt: readTimeField(call.form, fields.startsAt) ?? former.startsAt,
          endsAt: readTimeField(call.form, fields.endsAt) ?? former.endsAt,
          reference: readReference(call.form) ?? former.reference,
        };
        checkAssetBooking({ booking, asset, site, context });
        store.assetBookings.set(booking.uuid, booking);
        return toJson(booking, site);
      },
    },
    {
      method: 'DELETE',
      path: one,
      answer(call) {
        const { asset } = placeOf(call);
        store.assetBookings.delete(existing(call, asset).uuid);
        return undefined;
      },
    },
  ];
}

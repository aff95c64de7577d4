import * as z from 'zod/mini';
import { idField, textField } from './ipassan-field';
import { fieldsToForm } from './ipassan-form';
import type { IpassanProfile } from './ipassan-profile';
import { renamed } from './ipassan-renamed';

/** A booking of an asset as iPassan holds it. */
export interface IpassanAssetBooking {
  readonly uuid: string;
  /** Uuid of the person who may pass; absent where iPassan tells none. */
  readonly person?: string;
  /** Wire text as it came; {@link bookingToGrantState} reads it strictly. */
  readonly startsAt: string;
  /** As `startsAt`; exclusive. */
  readonly endsAt: string;
  /** Free text given at creation. `null`: there is none. Absent: iPassan does not return the field at all. */
  readonly reference?: string | null;
}

/** What can be changed of a booking later. */
export interface IpassanAssetBookingUpdate {
  /** ISO 8601 with an offset, for example `2026-11-21T10:00:00+01:00`, on a slot of the asset. */
  readonly startsAt?: string;
  /** As `startsAt`; exclusive. */
  readonly endsAt?: string;
}

/** A new booking. */
export interface IpassanAssetBookingInput extends Required<IpassanAssetBookingUpdate> {
  /** Uuid of the person; must hold the access profiles of the asset. */
  readonly person: string;
  /** Free text to know the booking by; not sent when the profile names no field for it. */
  readonly reference?: string;
}

/** One booking, alone or in a list, read by the names of the profile. */
export function ipassanAssetBookingSchema(names: IpassanProfile['assetBooking']) {
  return renamed(
    { ...names },
    z.object({
      uuid: idField,
      person: textField,
      startsAt: z.string(),
      endsAt: z.string(),
      reference: z.nullish(z.string()),
    }),
  );
}

/** The form of a write; only the fields that are given. */
export function assetBookingToForm(
  names: IpassanProfile['assetBooking'],
  booking: IpassanAssetBookingUpdate & Partial<IpassanAssetBookingInput>,
): URLSearchParams {
  return fieldsToForm({
    [names.person]: booking.person,
    [names.startsAt]: booking.startsAt,
    [names.endsAt]: booking.endsAt,
    ...(names.reference === null ? {} : { [names.reference]: booking.reference }),
  });
}

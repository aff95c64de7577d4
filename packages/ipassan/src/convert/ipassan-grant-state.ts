import { describeIssues, type Instant, InvalidInputError, parseAnswer, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpassanAssetBooking } from '../wire/ipassan-asset-booking';
import { wireTimeField } from './ipassan-time';

/**
 * What a grant says at iPassan: one booking of one asset for one person. A type and not an interface, so that it is plain JSON to
 * TypeScript.
 */
export type IpassanGrantState = {
  /** Uuid of the asset. */
  readonly asset: string;
  /** Uuid of the person. */
  readonly person: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
};

/** What a record holds: like a grant state, but somebody else's record may be of no person. */
export type IpassanHeldState = Omit<IpassanGrantState, 'person'> & { readonly person: string | null };

const instant = z.iso.datetime({ precision: 3, error: 'must be an instant' });

const grantStateShape = {
  asset: z.string().check(z.minLength(1)),
  person: z.string().check(z.minLength(1)),
  startsAt: instant,
  endsAt: instant,
};

const grantStateSchema = z.strictObject(grantStateShape);

const heldStateSchema = z.strictObject({ ...grantStateShape, person: z.nullable(z.string()) });

/**
 * Reads a grant state that was made by `compose`, perhaps in another life of the process.
 * @throws InvalidInputError when it was not.
 */
export function parseIpassanGrantState(state: unknown): IpassanGrantState {
  return parseState(grantStateSchema, state);
}

/**
 * As {@link parseIpassanGrantState}, for a state that was read from iPassan.
 * @throws InvalidInputError when it was not.
 */
export function parseIpassanHeldState(state: unknown): IpassanHeldState {
  return parseState(heldStateSchema, state);
}

function parseState<Schema extends z.core.$ZodType>(schema: Schema, state: unknown): z.output<Schema> {
  const result = parseWithMessages(schema, state);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'grant state of iPassan', problems: describeIssues(result.error) });
}

const timesSchema = z.object({ startsAt: wireTimeField, endsAt: wireTimeField });

/**
 * What a record of an asset holds, in UTC.
 * @throws ResponseValidationError for a time that is not exact: an unknown time opens nothing.
 */
export function bookingToHeldState(
  booking: IpassanAssetBooking,
  context: { readonly providerId: string; readonly asset: string },
): IpassanHeldState {
  const { providerId, asset } = context;
  const times = parseAnswer(timesSchema, booking, { providerId, operation: 'listAssetBookings', effect: 'none' });
  return { asset, person: booking.person ?? null, ...times };
}

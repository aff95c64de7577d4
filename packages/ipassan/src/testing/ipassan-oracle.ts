import { holdsDoorProfile } from './ipassan-profile-holding';
import type { IpassanState } from './ipassan-state';

/** The question to the vendor's hardware. */
export interface OpensQuestion {
  /** Uuid. */
  readonly person: string;
  /** Uuid. */
  readonly asset: string;
  readonly at: string | Date;
}

/**
 * Does this person's own credential open this asset at this instant? Yes while an asset booking of that person covers it (half-open) and
 * the person holds the asset's door profile. Who is unknown opens nothing.
 */
export function opensAsset(state: IpassanState, { person: personUuid, asset: assetUuid, at }: OpensQuestion): boolean {
  const instant = new Date(at).toISOString();
  const person = state.persons.get(personUuid);
  const asset = state.assets.get(assetUuid);
  if (person === undefined || asset === undefined || !holdsDoorProfile(person, asset.doorProfile)) return false;
  for (const booking of state.assetBookings.values())
    if (
      booking.asset === asset.uuid &&
      booking.person === person.uuid &&
      booking.startsAt <= instant &&
      instant < booking.endsAt
    )
      return true;
  return false;
}

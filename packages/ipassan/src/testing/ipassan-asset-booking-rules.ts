import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { holdsDoorProfile, holdsFloorProfile } from './ipassan-profile-holding';
import type { SimulatedAsset, SimulatedAssetBooking, SimulatedPerson, SimulatedSite } from './ipassan-records';
import { personAt } from './ipassan-site-check';
import { isOnSlot } from './ipassan-site-time';

/** Refuses an asset booking that the vendor would not store. */
export function checkAssetBooking(options: {
  booking: SimulatedAssetBooking;
  asset: SimulatedAsset;
  site: SimulatedSite;
  context: IpassanContext;
}): void {
  const { booking, asset, site, context } = options;
  const { refusals } = context.profile;
  const startsAtMs = Date.parse(booking.startsAt);
  const endsAtMs = Date.parse(booking.endsAt);
  if (endsAtMs <= startsAtMs) throw new IpassanFailure('invalid', 'The end must be after the start.');

  const person = personAt(site, booking.person, context);
  if (person === undefined) throw new IpassanFailure('invalid', `The person ${booking.person} is unknown.`);
  checkProfiles(person, asset, context);

  // known: slots of 15 minutes. That they are counted from local midnight and both ends must match is assumed.
  const isSlot = (atMs: number): boolean => isOnSlot(atMs, site.timeZone, asset.slotMinutes);
  if (!isSlot(startsAtMs) || !isSlot(endsAtMs))
    throw new IpassanFailure('not_on_slot', `Start and end ${refusals.not_on_slot} of ${asset.slotMinutes} minutes.`);
  // known: a booking is at most as long as the facility's maximum
  if (endsAtMs - startsAtMs > asset.maximumMinutes * 60_000)
    throw new IpassanFailure('too_long', `The booking ${refusals.too_long} of ${asset.maximumMinutes} minutes.`);
  if (asset.isOnePerSlot) checkNeighbours(booking, context);
}

// known: only users who hold both profiles can book, and that it fails otherwise
function checkProfiles(person: SimulatedPerson, asset: SimulatedAsset, { store, profile }: IpassanContext): void {
  const hasDoor = holdsDoorProfile(person, asset.doorProfile);
  if (hasDoor && (asset.floorProfile === null || holdsFloorProfile(person, asset.floorProfile))) return;
  const lacking = hasDoor ? asset.floorProfile : asset.doorProfile;
  const name = store.profiles.get(lacking ?? '')?.name ?? lacking;
  throw new IpassanFailure(
    'missing_profile',
    `${person.firstname} ${person.lastname} ${profile.refusals.missing_profile} ${name}.`,
  );
}

// known: "only one booking per time slot" is an option of the asset. Windows are half-open (assumed).
function checkNeighbours(booking: SimulatedAssetBooking, { store, profile }: IpassanContext): void {
  for (const other of store.assetBookings.values()) {
    if (other.asset !== booking.asset || other.uuid === booking.uuid) continue;
    if (other.startsAt >= booking.endsAt || booking.startsAt >= other.endsAt) continue;
    const holder = store.persons.get(other.person);
    const name = holder === undefined ? other.person : `${holder.firstname} ${holder.lastname}`;
    throw new IpassanFailure('slot_taken', `This ${profile.refusals.slot_taken} by ${name}.`);
  }
}

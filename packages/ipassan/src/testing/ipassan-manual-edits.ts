import type { IpassanContext } from './ipassan-context';
import { toEditInstant } from './ipassan-edit-instant';
import { knownRecord } from './ipassan-known-record';
import type {
  AccessType,
  SimulatedAsset,
  SimulatedAssetBooking,
  SimulatedBase,
  SimulatedPerson,
  SimulatedProfile,
  SimulatedSite,
} from './ipassan-records';
import { createIpassanVisitorEdits, type IpassanVisitorEdits } from './ipassan-visitor-edits';

/** A record before it has a uuid; what is not named in `Key` has a default. */
type NewRecord<Item, Key extends keyof Item> = Pick<Item, Key> & Partial<Omit<Item, 'uuid' | Key>>;

/** What can be said of a person by hand. */
export type PersonEdit = Partial<Omit<SimulatedPerson, 'uuid' | 'site' | 'accessType'>> & {
  readonly accessType?: Partial<AccessType>;
};

/** Times of an asset booking by hand: ISO 8601 with `Z` or an offset. */
export type AssetBookingEdit = Partial<Pick<SimulatedAssetBooking, 'person' | 'startsAt' | 'endsAt' | 'reference'>>;

/**
 * Edits in the vendor's own product, by a person with all rights: none of the Web API's rules is checked, only that what is named exists.
 * Everything is named by uuid. Records are never changed in place: what was returned earlier stays as it was.
 */
export interface IpassanManualEdits extends IpassanVisitorEdits {
  addBase(base: NewRecord<SimulatedBase, 'name'>): SimulatedBase;
  addSite(site: Omit<SimulatedSite, 'uuid'>): SimulatedSite;
  addProfile(profile: Omit<SimulatedProfile, 'uuid'>): SimulatedProfile;
  /** Default: an employee named "Someone" without access. */
  addPerson(person: { readonly site: string } & PersonEdit): SimulatedPerson;
  alterPerson(person: string, edit: PersonEdit): SimulatedPerson;
  /** What the person has booked and who visits the person stays as an entry, and opens nothing. */
  removePerson(person: string): void;
  /** Default: slots of 15 minutes, at most a day, one booking per slot, managed by the caller. */
  addAsset(asset: NewRecord<SimulatedAsset, 'site' | 'name' | 'doorProfile'>): SimulatedAsset;
  alterAsset(asset: string, edit: Partial<Omit<SimulatedAsset, 'uuid' | 'site'>>): SimulatedAsset;
  /** A foreign booking, as somebody in the house makes them. */
  addAssetBooking(
    booking: Omit<NewRecord<SimulatedAssetBooking, 'asset' | 'person' | 'startsAt' | 'endsAt'>, 'madeBy'>,
  ): SimulatedAssetBooking;
  alterAssetBooking(booking: string, edit: AssetBookingEdit): SimulatedAssetBooking;
  removeAssetBooking(booking: string): void;
}

export function createIpassanManualEdits(context: IpassanContext): IpassanManualEdits {
  const { store, newUuid } = context;
  return {
    ...createIpassanVisitorEdits(context),
    addBase: (base) => put(store.bases, { uuid: newUuid(), displayname: base.name, ...base }),
    addSite(site) {
      knownRecord(store.bases, site.base, 'base');
      return put(store.sites, { uuid: newUuid(), ...site });
    },
    addProfile(profile) {
      knownRecord(store.sites, profile.site, 'site');
      return put(store.profiles, { uuid: newUuid(), ...profile });
    },
    addPerson({ site, accessType, ...edit }) {
      knownRecord(store.sites, site, 'site');
      const nothing = { doorPermanent: null, doorTemporary: null, floorPermanent: null, floorTemporary: null };
      return put(store.persons, {
        uuid: newUuid(),
        site,
        lastname: 'Someone',
        firstname: 'Test',
        phone: null,
        mail: null,
        number: null,
        type: 2,
        other: null,
        architecture: null,
        ...edit,
        accessType: { ...nothing, ...accessType },
      });
    },
    alterPerson(uuid, { accessType, ...edit }) {
      const person = knownRecord(store.persons, uuid, 'person');
      return put(store.persons, { ...person, ...edit, accessType: { ...person.accessType, ...accessType } });
    },
    removePerson: (uuid) => remove(store.persons, uuid, 'person'),
    addAsset(asset) {
      knownRecord(store.sites, asset.site, 'site');
      knownRecord(store.profiles, asset.doorProfile, 'profile');
      return put(store.assets, {
        uuid: newUuid(),
        floorProfile: null,
        slotMinutes: 15, // known
        maximumMinutes: 24 * 60,
        isOnePerSlot: true,
        isManagedByCaller: true,
        ...asset,
      });
    },
    alterAsset: (uuid, edit) => put(store.assets, { ...knownRecord(store.assets, uuid, 'asset'), ...edit }),
    addAssetBooking({ asset, person, startsAt, endsAt, reference = null }) {
      knownRecord(store.assets, asset, 'asset');
      knownRecord(store.persons, person, 'person');
      const window = { startsAt: toEditInstant(startsAt), endsAt: toEditInstant(endsAt) };
      return put(store.assetBookings, { uuid: newUuid(), asset, person, ...window, reference, madeBy: 'console' });
    },
    alterAssetBooking(uuid, edit) {
      const booking = { ...knownRecord(store.assetBookings, uuid, 'asset booking'), ...edit };
      knownRecord(store.persons, booking.person, 'person');
      const window = { startsAt: toEditInstant(booking.startsAt), endsAt: toEditInstant(booking.endsAt) };
      return put(store.assetBookings, { ...booking, ...window });
    },
    removeAssetBooking: (uuid) => remove(store.assetBookings, uuid, 'asset booking'),
  };
}

function put<Item extends { readonly uuid: string }>(items: Map<string, Item>, item: Item): Item {
  items.set(item.uuid, item);
  return item;
}

function remove<Item>(items: Map<string, Item>, uuid: string, what: string): void {
  knownRecord(items, uuid, what);
  items.delete(uuid);
}

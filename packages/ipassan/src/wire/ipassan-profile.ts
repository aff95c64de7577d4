/** Why iPassan refuses a call, in our words. The wire profile says by which text each is recognised. */
export type IpassanRefusal =
  | 'wrong_site'
  | 'not_manager'
  | 'missing_profile'
  | 'slot_taken'
  | 'not_on_slot'
  | 'too_long'
  | 'email_taken'
  | 'host_not_linked'
  | 'only_times'
  | 'not_found';

/**
 * The paths, fields and texts that iPassan is spoken to with. Wire names are spelled here and nowhere else, apart from the fields of
 * tokens, lists, sites and persons: those are known facts and stand in the schemas beside this file. Each entry is marked known, inferred
 * or assumed; whoever has the vendor's own documents corrects it here or passes a partial profile as an option. In paths, `{site}`,
 * `{base}`, `{person}`, `{asset}`, `{booking}` and `{visitor}` are replaced by encoded ids.
 */
export interface IpassanProfile {
  readonly paths: {
    readonly token: string;
    readonly bases: string;
    readonly sites: string;
    readonly persons: string;
    readonly person: string;
    readonly assets: string;
    readonly assetBookings: string;
    readonly assetBooking: string;
    readonly visitors: string;
    readonly visitor: string;
  };
  readonly person: {
    /** What is written into phone, mail, number or other of a person to clear it. May be empty. */
    readonly clearedText: string;
  };
  /** Names of the fields of an asset. */
  readonly asset: {
    readonly uuid: string;
    readonly name: string;
    readonly slotMinutes: string;
    readonly maximumMinutes: string;
  };
  /** Names of the fields of an asset booking. Without `reference` the vendor keeps no mark of ours. */
  readonly assetBooking: {
    readonly uuid: string;
    readonly person: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly reference: string | null;
  };
  /** Names of the fields of a visitor. Without `reference` the vendor keeps no mark of ours. */
  readonly visitor: {
    readonly uuid: string;
    readonly host: string;
    readonly name: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly pin: string;
    readonly reference: string | null;
  };
  /** Part of the error text by which a refusal is recognised; upper and lower case are the same. */
  readonly refusals: Readonly<Record<IpassanRefusal, string>>;
}

/** What we know and assume of iPassan's REST API v1. */
export const ipassanProfile: IpassanProfile = {
  paths: {
    token: '/api/v1/token', // known
    bases: '/api/v1/admin/base', // known
    sites: '/api/v1/admin/base/{base}/site', // known
    persons: '/api/v1/access/site/{site}/person', // known
    person: '/api/v1/access/site/{site}/person/{person}', // known
    assets: '/api/v1/access/site/{site}/asset', // assumed
    assetBookings: '/api/v1/access/site/{site}/asset/{asset}/booking', // assumed
    assetBooking: '/api/v1/access/site/{site}/asset/{asset}/booking/{booking}', // assumed
    visitors: '/api/v1/access/site/{site}/visitor', // assumed
    visitor: '/api/v1/access/site/{site}/visitor/{visitor}', // assumed
  },
  person: {
    clearedText: '', // assumed: the text null is known of access profiles only, and could be stored as a phone or an address
  },
  asset: {
    uuid: 'uuid', // inferred: every known object is named so
    name: 'name', // inferred: as bases and sites
    slotMinutes: 'slot', // assumed
    maximumMinutes: 'maxDuration', // assumed
  },
  assetBooking: {
    uuid: 'uuid', // inferred
    person: 'person', // assumed: uuid of the person who booked
    startsAt: 'start', // assumed: ISO 8601 with the site's offset
    endsAt: 'end', // assumed: ISO 8601 with the site's offset, exclusive
    reference: 'reference', // assumed: free text that is stored and returned
  },
  visitor: {
    uuid: 'uuid', // inferred
    host: 'person', // assumed: uuid of the person who is visited
    name: 'name', // assumed: at most 255 characters
    startsAt: 'start', // assumed: as of an asset booking
    endsAt: 'end', // assumed: as of an asset booking
    pin: 'code', // assumed: in the answer of a create (known), and in reads while the visit is not cancelled
    reference: 'reference', // assumed: as of an asset booking
  },
  refusals: {
    wrong_site: 'Access Denied', // known
    not_manager: 'not a manager of this asset', // assumed
    missing_profile: 'does not hold the access profile', // assumed (that it fails is known)
    slot_taken: 'slot is already booked', // assumed
    not_on_slot: 'must match the time slots', // assumed
    too_long: 'exceeds the maximum booking time', // assumed
    email_taken: 'mail is already used', // assumed (that it fails is known)
    host_not_linked: 'host does not exist', // assumed (that it fails is known)
    only_times: 'only start and end can be changed', // assumed (that nothing else can is known)
    not_found: 'not found', // assumed
  },
};

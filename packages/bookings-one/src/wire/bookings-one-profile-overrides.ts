import { mergeWireProfile, type WireProfileOverrides } from '@acx/core/provider';
import { type BookingsOneProfile, bookingsOneProfile } from './bookings-one-profile';
import { plainWord } from './bookings-one-word';

/** The sections of the profile whose entries are a fixed set of names. */
export type BookingsOneProfileSections = Pick<
  BookingsOneProfile,
  'paths' | 'dailyQuery' | 'subscription' | 'booking' | 'visitor'
>;

/**
 * A part of the wire profile: whatever is left out stays as it is in `bookingsOneProfile`. A list is replaced as a whole. Status words
 * may be added, and a word that is there may get another meaning.
 */
export type BookingsOneProfileOverrides = WireProfileOverrides<BookingsOneProfileSections> &
  Partial<Pick<BookingsOneProfile, 'callbackResource' | 'dailyItems' | 'times' | 'statuses' | 'visitingStatuses'>>;

/** `bookingsOneProfile` with the overrides laid over it. A status word takes the place of the same word in another spelling. */
export function mergeBookingsOneProfile(overrides: BookingsOneProfileOverrides = {}): BookingsOneProfile {
  const { paths, dailyQuery, subscription, booking, visitor } = bookingsOneProfile;
  const { callbackResource, dailyItems, times, statuses, visitingStatuses, ...sections } = overrides;
  return {
    ...mergeWireProfile<BookingsOneProfileSections>({ paths, dailyQuery, subscription, booking, visitor }, sections),
    callbackResource: callbackResource ?? bookingsOneProfile.callbackResource,
    dailyItems: dailyItems === undefined ? bookingsOneProfile.dailyItems : dailyItems,
    times: times ?? bookingsOneProfile.times,
    statuses: mergeWords(bookingsOneProfile.statuses, statuses),
    visitingStatuses: mergeWords(bookingsOneProfile.visitingStatuses, visitingStatuses),
  };
}

type Words<Meaning> = Readonly<Record<string, Meaning>>;

function mergeWords<Meaning>(words: Words<Meaning>, overrides: Words<Meaning> = {}): Words<Meaning> {
  const replaced = new Set(Object.keys(overrides).map(plainWord));
  const kept = Object.entries(words).filter(([word]) => !replaced.has(plainWord(word)));
  return Object.fromEntries([...kept, ...Object.entries(overrides)]);
}

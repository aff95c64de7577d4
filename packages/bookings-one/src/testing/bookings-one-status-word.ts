import type {
  BookingsOneProfile,
  BookingsOneStatusMeaning,
  BookingsOneVisitingStatusMeaning,
} from '../wire/bookings-one-profile';
import type { SimulatedBookingStatus } from './bookings-one-records';

const meanings: Readonly<Record<SimulatedBookingStatus, BookingsOneStatusMeaning>> = {
  pending: 'pending',
  approved: 'granting',
  checked_in: 'granting',
  rejected: 'released',
  cancelled: 'released',
  no_show: 'released',
  checked_out: 'released',
};

export function meaningOfStatus(status: SimulatedBookingStatus): BookingsOneStatusMeaning {
  return meanings[status];
}

/** The profile's word for a status: the status itself where the profile has it, else the first word that means as much. */
export function wordOfStatus(status: SimulatedBookingStatus, { statuses }: BookingsOneProfile): string {
  return findWord(statuses, status, meaningOfStatus(status));
}

/** The profile's word for a visiting status. */
export function wordOfVisitingStatus(
  status: BookingsOneVisitingStatusMeaning,
  { visitingStatuses }: BookingsOneProfile,
): string {
  return findWord(visitingStatuses, status, status);
}

function findWord<Meaning>(words: Readonly<Record<string, Meaning>>, status: string, meaning: Meaning): string {
  const known = Object.keys(words);
  const isSame = (word: string): boolean => plain(word) === plain(status);
  return known.find(isSame) ?? known.find((word) => words[word] === meaning) ?? status;
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '');

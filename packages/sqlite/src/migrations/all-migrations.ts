import { bookingsToNotices } from './0001-bookings-to-notices';
import { eventsAndStorage } from './0002-events-and-storage';
import type { Migration } from './migration';

/** Every step from an empty file to the schema of this version of the package, in order. */
export const allMigrations: readonly Migration[] = [bookingsToNotices, eventsAndStorage];

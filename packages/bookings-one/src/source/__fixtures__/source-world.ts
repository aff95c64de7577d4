import type { BookingSource, SourceReading } from '@acx/core/provider';
import { parseOptions } from '@acx/core/provider';
import { type BookingsOneSourceOptions, bookingsOneSourceOptionsSchema } from '../../bookings-one-source-options';
import type { BookingsOneBooking, BookingsOneUnreadableItem } from '../../wire/bookings-one-booking';
import { settingsToBookingsOneSource } from '../bookings-one-source';
import { createPretendedClient, type PretendedClient } from './pretended-client';

/** A source over a pretended client, and readings of the gym in the morning of 21 November 2026, from that day on. */
export interface SourceWorld {
  readonly client: PretendedClient;
  readonly source: BookingSource;
  /** Writes the list of a day. */
  list(date: string, bookings: readonly BookingsOneBooking[], unreadable?: readonly BookingsOneUnreadableItem[]): void;
  read(at?: string): Promise<SourceReading>;
}

export const secret = 'canary-secret-0123456789-abcdefghijkl';

export const sourceOptions: BookingsOneSourceOptions = {
  id: 'hq',
  baseUrl: 'https://rooms.example',
  token: 'canary-token',
  resources: [
    { resource: '7', resourceId: 'gym', timeZone: 'Europe/Dublin' },
    { resource: '8', timeZone: 'Asia/Hong_Kong' },
  ],
  callback: { url: 'https://host.example/hooks/bookings', secret },
  daysBehind: 0,
};

export function createSourceWorld(changes: Partial<BookingsOneSourceOptions> = {}): SourceWorld {
  const client = createPretendedClient();
  const settings = parseOptions('Options', bookingsOneSourceOptionsSchema, { ...sourceOptions, ...changes });
  const source = settingsToBookingsOneSource(settings, client);
  return {
    client,
    source,
    list: (date, bookings, unreadable = []) => void client.days.set(`7 ${date}`, { bookings, unreadable }),
    read: (at = '2026-11-21T08:00:00.000Z') => source.read({ resourceId: 'gym', at }, {}),
  };
}

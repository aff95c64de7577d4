import type { BookingInput } from '../../../model/booking';
import type { BookingSource, SourceReading } from '../../../ports/booking-source';
import type { FakeBookingSource } from '../fake-booking-source';
import type { FakeBookingSourceOptions } from '../fake-booking-source-options';
import type { AlterSource } from './fake-source-world';

/** A source with one fault, and the tests of the suite that must notice it. */
export interface BrokenSource {
  /** What is wrong with it: `a source that …`. */
  readonly name: string;
  readonly options?: Omit<FakeBookingSourceOptions, 'clock'>;
  readonly alter: AlterSource;
  /** Beginnings of the titles of tests that must fail. */
  readonly caughtBy: readonly string[];
}

type Read = BookingSource['read'];
type Hints = NonNullable<BookingSource['hints']>;

/** Puts another way to read in the place of the source's own. */
export const alterRead =
  (alter: (read: Read, fake: FakeBookingSource) => Read): AlterSource =>
  (source, fake) => ({ read: alter(source.read, fake) });

/** Alters what was read. */
export const alterReading = (alter: (reading: SourceReading) => SourceReading): AlterSource =>
  alterRead(
    (read) =>
      async (...call) =>
        alter(await read(...call)),
  );

/** Alters every booking that was read. */
export const alterBookings = (alter: (booking: BookingInput) => BookingInput): AlterSource =>
  alterReading((reading) => ({ ...reading, bookings: reading.bookings.map(alter) }));

/** Puts another way to deal with hints in the place of the source's own. */
export const alterHints =
  (alter: (hints: Hints, source: BookingSource) => Partial<Hints>): AlterSource =>
  (source) => ({ ...(source.hints && { hints: { ...source.hints, ...alter(source.hints, source) } }) });

/** A booking source that answers nothing: for what is put in its place. */
export const nothingRead = (reading: Pick<SourceReading, 'resourceId' | 'window'>): SourceReading => ({
  ...reading,
  ...{ bookings: [], released: [], withheld: [], unreadable: [], problems: [] },
});

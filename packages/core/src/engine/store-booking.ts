import type { AcxErrorJson } from '../errors/acx-error';
import { ConflictError } from '../errors/conflict-error';
import type { Booking } from '../model/booking';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';
import type { PermissionFailedNotice } from '../model/notice';
import { type ParsedBooking, parseBooking } from '../model/parse-booking';
import type { LedgerTransaction } from '../ports/ledger';
import type { BookingRecord, JournalEntry } from '../ports/ledger-records';
import { type BookingProviders, findProviders } from './booking-providers';
import { type EngineContext, nowOf } from './engine-context';
import { listNeighbours, remapBooking } from './remap-booking';

/** What became of a booking that was handed in. */
export interface StoredBooking {
  readonly bookingId: string;
  /** The revision that counts now. */
  readonly revision: number;
  /** `stored`: it counts. `unchanged`: it was known. `outdated`: a newer revision or a cancellation is known, so it was ignored. */
  readonly result: 'stored' | 'unchanged' | 'outdated';
  /** Parts that open nothing, and why. The rest works. */
  readonly problems: readonly AcxErrorJson[];
}

/** @throws InvalidInputError, or what the directory or the ledger throws; then nothing was stored. */
export async function putBooking(context: EngineContext, input: unknown): Promise<StoredBooking> {
  const parsed = parseBooking(input);
  const holderIds = parsed.holders.map(({ holderId }) => holderId);
  const directoryAnswer = await context.directory.lookUp({ resourceId: parsed.resourceId, holderIds });
  const providers = await findProviders(context, [directoryAnswer]);

  return context.ledger.transaction(async (transaction) => {
    const former = await transaction.bookings.find(parsed.id);
    const booking = nextRevision(parsed, former?.booking);
    if (former !== undefined && isOutdated(booking, former.booking)) return answer(former, 'outdated');
    const isUnchanged = isSameJson(former?.booking, booking) && isSameJson(former?.directoryAnswer, directoryAnswer);
    const problems = await store(context, transaction, { former, record: { booking, directoryAnswer }, providers });
    if (!isUnchanged) await transaction.journal.append([storedEntry(booking, nowOf(context))]);
    return answer({ booking, problems }, isUnchanged ? 'unchanged' : 'stored');
  });
}

/**
 * Takes a booking back. Of one that is not known yet, only the cancellation is remembered, so that an older update that arrives later is ignored.
 */
export async function cancelBooking(
  context: EngineContext,
  bookingId: string,
  revision?: number,
): Promise<StoredBooking> {
  const now = nowOf(context);
  return context.ledger.transaction(async (transaction) => {
    const former = await transaction.bookings.find(bookingId);
    if (former === undefined) {
      const booking = emptyTombstone(bookingId, revision ?? 0, now);
      await transaction.bookings.save({ booking, directoryAnswer: { holders: [] }, problems: [] });
      return answer({ booking, problems: [] }, 'stored');
    }
    const known = former.booking;
    if (revision !== undefined && revision < known.revision) return answer(former, 'outdated');
    if (known.status === 'cancelled') {
      const booking = { ...known, revision: Math.max(known.revision, revision ?? 0) };
      await transaction.bookings.save({ ...former, booking });
      return answer({ booking, problems: [] }, 'unchanged');
    }
    const booking: Booking = { ...known, status: 'cancelled', revision: revision ?? known.revision };
    const record = { booking, directoryAnswer: former.directoryAnswer };
    await store(context, transaction, { former, record, providers: new Map() });
    await transaction.journal.append([storedEntry(booking, now)]);
    return answer({ booking, problems: [] }, 'stored');
  });
}

/** Stores a booking, maps it, and maps again whose buffers it touches or has let go. */
async function store(
  context: EngineContext,
  transaction: LedgerTransaction,
  options: {
    former: BookingRecord | undefined;
    record: Pick<BookingRecord, 'booking' | 'directoryAnswer'>;
    providers: BookingProviders;
  },
): Promise<AcxErrorJson[]> {
  const { former, record, providers } = options;
  const { booking } = record;
  const now = nowOf(context);
  // Saved first, so that the neighbours are mapped against it.
  await transaction.bookings.save({ ...record, problems: [] });
  const isCancelled = booking.status === 'cancelled';
  const problems = await remapBooking(transaction, record, {
    providers,
    now,
    revokeReason: isCancelled ? 'cancelled' : 'moved',
  });
  await transaction.bookings.save({ ...record, problems });

  const touched = new Map<string, BookingRecord>();
  for (const side of former === undefined ? [record] : [former, record])
    for (const neighbour of await listNeighbours(transaction, side.booking, side.directoryAnswer.resource))
      touched.set(neighbour.booking.id, neighbour);
  touched.delete(booking.id);
  if (touched.size > 0) {
    const neighbourProviders = await findProviders(
      context,
      [...touched.values()].map(({ directoryAnswer }) => directoryAnswer),
    );
    for (const neighbour of touched.values())
      await remapBooking(transaction, neighbour, { providers: neighbourProviders, now, revokeReason: 'moved' });
  }

  for (const problem of problems) await transaction.notices.add(problemNotice(booking, problem, now));
  return problems;
}

function storedEntry({ id, revision, status, startsAt, endsAt }: Booking, at: Instant): JournalEntry {
  const kind = status === 'cancelled' ? 'booking_cancelled' : 'booking_stored';
  return { at, kind, bookingIds: [id], text: `revision ${revision}, ${status}, ${startsAt} to ${endsAt}` };
}

/** Without a revision of its own, an update counts as the newest. */
function nextRevision(parsed: ParsedBooking, former: Booking | undefined): Booking {
  const { revision, ...rest } = parsed;
  if (revision !== undefined) return { ...rest, revision };
  if (former === undefined) return { ...rest, revision: 0 };
  const isSame = isSameJson({ ...rest, revision: former.revision }, former);
  return { ...rest, revision: isSame ? former.revision : former.revision + 1 };
}

/** @throws ConflictError when one revision comes with two contents, because then nobody can tell which of them is true. */
function isOutdated(booking: Booking, former: Booking): boolean {
  if (booking.revision !== former.revision) return booking.revision < former.revision;
  if (isSameJson(booking, former)) return false;
  // A cancellation beats an update of the same revision, in whichever order they arrive.
  if (former.status === 'cancelled') return true;
  if (booking.status === 'cancelled') return false;
  throw new ConflictError({
    what: 'revision',
    message: `Booking ${booking.id} was stored before as revision ${booking.revision} with other content; nothing was changed. Raise the revision with every change.`,
  });
}

function emptyTombstone(id: string, revision: number, now: Instant): Booking {
  return {
    id,
    kind: 'reservation',
    status: 'cancelled',
    resourceId: '',
    startsAt: now,
    endsAt: now,
    holders: [],
    revision,
  };
}

function answer(
  { booking, problems }: Pick<BookingRecord, 'booking' | 'problems'>,
  result: StoredBooking['result'],
): StoredBooking {
  return { bookingId: booking.id, revision: booking.revision, result, problems };
}

function problemNotice(booking: Booking, error: AcxErrorJson, at: Instant): PermissionFailedNotice {
  const identity = JSON.stringify([booking.id, booking.startsAt, booking.endsAt, error.problem, error.message]);
  return {
    id: `permission_failed/${fingerprint(identity)}`,
    type: 'permission_failed',
    at,
    audience: ['administrator'],
    bookingId: booking.id,
    error,
    message: error.message,
    action: 'Correct the directory, then store the booking again.',
  };
}

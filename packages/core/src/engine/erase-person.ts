import type { Booking } from '../model/booking';
import type { DirectoryAnswer, HolderSubject } from '../ports/directory';
import type { BookingRecord } from '../ports/ledger-records';
import { callWithin } from './bounded-calls';
import { type EngineContext, nowOf } from './engine-context';
import { spellSubject } from './normalise-subjects';
import { createTombstone } from './revision-rules';
import { saveBooking } from './save-booking';

const FORGET_TIMEOUT_MS = 30_000;

/** What was erased. */
export interface ErasedPerson {
  /** Bookings that are gone, because nobody else took part in them, and visits to the person. */
  readonly erasedBookings: number;
  /** Bookings that others keep. */
  readonly keptBookings: number;
}

/**
 * Forgets a person: takes them out of every booking, removes what the ledger holds about them, and takes their rights away at the vendors. A right
 * at a vendor that cannot be reached is remembered, by its grant alone, until it is gone. Of a booking that was theirs alone, and of a visit to
 * them, the id and revision stay behind, so that a late update of an older revision cannot bring it back. Door events of the person that wait
 * for the host are dropped, as far as the bookings tell the person's subjects. What an installation remembers that is not there right now (not
 * configured, or its resolver fails) stays until it is asked again.
 * @throws AcxError when a provider cannot forget now; nothing was erased, and it is safe to ask again.
 */
export async function erasePerson(context: EngineContext, holderId: string): Promise<ErasedPerson> {
  // Of an installation that a booking does not need, the directory's spelling is stored; events come in the one spelling.
  const known = await context.ledger.transaction(({ bookings }) => bookings.listOfHolder(holderId));
  const told = known.flatMap(({ directoryAnswer }) => subjectsOf(directoryAnswer, holderId));
  const spelled = await Promise.all(told.map((subject) => spellSubject(context, subject)));
  for (const subject of spelled) await forgetAtProvider(context, subject);
  return context.ledger.transaction(async (transaction) => {
    const now = nowOf(context);
    for (const subject of spelled) await transaction.events.dropOfSubject({ ...subject, at: now });
    const current = await transaction.bookings.listOfHolder(holderId);
    let erasedBookings = 0;
    for (const former of current) {
      for (const subject of subjectsOf(former.directoryAnswer, holderId))
        await transaction.events.dropOfSubject({ ...subject, at: now });
      const record = withoutHolder(former, holderId);
      // Nobody's rights move but this person's, so no provider is needed: what is mapped already stays where it is written.
      await saveBooking(transaction, { former, record, providers: new Map(), now });
      const { id, revision } = record.booking;
      if (isNobodys(record.booking)) {
        erasedBookings += 1;
        await transaction.eraseBooking(id);
        const booking = createTombstone(id, revision, now);
        await transaction.bookings.save({ booking, directoryAnswer: { holders: [] }, problems: [] });
      } else {
        // The permissions that were this person's name their subject: only the grant is needed to take the right away.
        for (const { permission, status } of await transaction.permissions.listOfBooking(record.booking.id))
          if (status.state === 'withdrawing' || status.state === 'ended')
            await transaction.permissions.remove(permission.key);
      }
    }
    return { erasedBookings, keptBookings: current.length - erasedBookings };
  });
}

/** What a provider remembers by itself, such as events that nobody has pulled yet. */
async function forgetAtProvider(context: EngineContext, { providerId, subject }: HolderSubject): Promise<void> {
  // Erasing must not wait for an installation that may never come back.
  const provider = await context.registry.find(providerId).catch(() => undefined);
  const forget = provider?.forgetSubject?.bind(provider);
  if (forget === undefined) return;
  const call = { providerId, operation: 'forgetSubject', timeoutMs: FORGET_TIMEOUT_MS };
  await callWithin(context, call, (callOptions) => forget(subject, callOptions));
}

function subjectsOf({ holders }: DirectoryAnswer, holderId: string): HolderSubject[] {
  return holders.flatMap((holder) =>
    holder.holderId === holderId ? holder.subjects.map(({ providerId, subject }) => ({ providerId, subject })) : [],
  );
}

/** A visit is its host's alone, whoever else takes part in it. */
function isNobodys({ kind, holders }: Booking): boolean {
  return holders.length === 0 || (kind === 'visit' && !holders.some(({ role }) => role === 'organizer'));
}

function withoutHolder({ booking, directoryAnswer }: BookingRecord, holderId: string): Omit<BookingRecord, 'problems'> {
  const holders = booking.holders.filter((holder) => holder.holderId !== holderId);
  return {
    booking: { ...booking, holders, status: isNobodys({ ...booking, holders }) ? 'cancelled' : booking.status },
    directoryAnswer: {
      ...directoryAnswer,
      holders: directoryAnswer.holders.filter((holder) => holder.holderId !== holderId),
    },
  };
}

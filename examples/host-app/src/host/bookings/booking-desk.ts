import { randomUUID } from 'node:crypto';
import { AcxError, InvalidInputError, type SettledBooking } from '@acx/core';
import type { BookingDraft, BookingView, PinView, PlanView } from '../../contract/bookings';
import type { User } from '../../contract/session';
import type { Engine } from '../engine';
import type { House } from '../house';
import { createOneByOne } from '../one-by-one';
import { Refused, refuseProblems } from '../refused';
import type { HostRows } from '../store/host-rows';
import { type BookingRow, bookingTable } from './booking-row';
import { type KnownBooking, toBookingView } from './booking-view';
import type { KnownBookings } from './known-bookings';
import { toFieldProblem, toPlanView } from './plan-words';
import { type ReadDraft, readDraft } from './read-draft';
import type { RoomDesk } from './room-desk';
import { toBookingInput } from './to-booking-input';

/** Makes, moves and cancels bookings for somebody who is logged in. */
export interface BookingDesk {
  list(user: User): Promise<BookingView[]>;
  /** @throws Refused for one that is not there, or not theirs to see. */
  view(user: User, id: string): Promise<BookingView>;
  plan(user: User, draft: BookingDraft): Promise<PlanView>;
  /** @param id Default: one that is made up. */
  book(user: User, draft: BookingDraft, id?: string): Promise<BookingView>;
  move(user: User, id: string, draft: BookingDraft): Promise<BookingView>;
  cancel(user: User, id: string): Promise<BookingView>;
  /** Shows the PIN of a visit, once. */
  showPin(user: User, id: string): Promise<PinView>;
  /** Hands every booking that is not over to the SDK again: after a start, that mends what a crash has left half done. */
  putAllAgain(): Promise<void>;
}

const SHOWN_DAYS = 7;

export function createBookingDesk(options: {
  house: House;
  rows: HostRows;
  known: KnownBookings;
  engine: Engine;
  rooms: RoomDesk;
  nowIso: () => string;
  isPaused: (integrationId: string) => boolean;
}): BookingDesk {
  const { house, rows, known, engine, rooms, nowIso, isPaused } = options;

  // So that no two requests find the same hour free.
  const oneByOne = createOneByOne();
  const view = async (user: User, booking: KnownBooking): Promise<BookingView> => {
    const settled: SettledBooking = await engine.access.settled(booking.id, { timeoutMs: 0 });
    return toBookingView(booking, settled, { house, user, now: nowIso(), isPaused });
  };
  const viewOf = async (user: User, id: string): Promise<BookingView> => view(user, await findFor(user, id));
  /** What somebody may not see is not there for them. */
  const findFor = async (user: User, id: string): Promise<KnownBooking> => {
    const booking = await known.find(id);
    if (booking === undefined || (user.role !== 'manager' && !booking.peopleIds.includes(user.id)))
      throw new Refused(404, 'There is no such booking.');
    return booking;
  };
  const findToChange = async (user: User, id: string): Promise<BookingRow> => {
    await findFor(user, id);
    const row = await bookingTable.find(rows, id);
    if (row === undefined) throw new Refused(409, 'Rooms are changed in Bookings ONE: cancel it and book anew.');
    if (row.isCancelled || row.endsAt <= nowIso()) throw new Refused(409, 'It is over, so it cannot be changed.');
    return row;
  };

  const isTaken = async ({ resource, startsAt, endsAt }: ReadDraft, id: string | undefined): Promise<boolean> =>
    resource.use === 'exclusive' &&
    (await known.list(startsAt)).some(
      (other) => other.id !== id && !other.isCancelled && other.resource.id === resource.id && other.startsAt < endsAt,
    );
  const read = async (user: User, draft: BookingDraft, former?: BookingRow): Promise<ReadDraft> => {
    const { problems, read: found } = readDraft(draft, { house, user, now: nowIso() });
    refuseProblems(problems);
    if (found === undefined) throw new Refused(422, 'Please correct what is marked.');
    if (await isTaken(found, former?.id))
      refuseProblems([{ field: 'startsAt', message: `${found.resource.name} is booked then.` }]);
    return found;
  };
  const toRow = ({ resource, holder, ...times }: ReadDraft, id: string, former?: BookingRow): BookingRow => {
    const kind = resource.kind === 'room' ? 'facility' : resource.kind;
    const revision = (former?.revision ?? 0) + 1;
    return {
      ...former,
      ...times,
      id,
      revision,
      kind,
      resourceId: resource.id,
      holderId: holder.id,
      isCancelled: false,
    };
  };
  const dryRun = async (row: BookingRow, { resource }: ReadDraft): Promise<PlanView> => {
    try {
      return toPlanView(await engine.access.plan(toBookingInput(row)), resource.timeZone);
    } catch (failure) {
      return { problems: problemsOf(failure), windows: [], notes: [], vendorCalls: 0 };
    }
  };
  const store = async (row: BookingRow, draft: ReadDraft): Promise<void> => {
    const { problems } = await dryRun(row, draft);
    refuseProblems(problems, 'It would open nothing, so nothing was booked.');
    // A row and its booking are stored together or not at all.
    await rows.together(async (access, transaction) => {
      await bookingTable.put(access, row);
      await engine.access.putBooking(toBookingInput(row), transaction === undefined ? {} : { transaction });
    });
  };

  return {
    async list(user) {
      const since = new Date(Date.parse(nowIso()) - SHOWN_DAYS * 86_400_000).toISOString();
      const bookings = await known.list(since);
      const theirs = bookings.filter(({ peopleIds }) => user.role === 'manager' || peopleIds.includes(user.id));
      return Promise.all(theirs.map((booking) => view(user, booking)));
    },
    view: viewOf,
    async plan(user, draft) {
      const former = draft.id === undefined ? undefined : await findToChange(user, draft.id);
      const wish = former === undefined ? draft : { ...keptOf(former), ...draft };
      const { problems, read: found } = readDraft(wish, { house, user, now: nowIso() });
      if (found === undefined) return { problems, windows: [], notes: [], vendorCalls: 0 };
      const taken = (await isTaken(found, former?.id))
        ? [{ field: 'startsAt', message: `${found.resource.name} is booked then.` }]
        : [];
      if (found.resource.kind === 'room') {
        const notes = ['The room is booked at Bookings ONE, and the door follows.'];
        return { problems: taken, windows: [], notes, vendorCalls: 0 };
      }
      const planned = await dryRun(toRow(found, former?.id ?? `plan-${randomUUID()}`, former), found);
      return { ...planned, problems: [...taken, ...planned.problems] };
    },
    async book(user, draft, id = `booking-${randomUUID()}`) {
      return oneByOne(async () => {
        const found = await read(user, draft);
        if (found.resource.kind === 'room') return rooms.book(found).then((booking) => view(user, booking));
        // An id that was cancelled may come back, with a higher revision.
        const former = await bookingTable.find(rows, id);
        await store({ ...toRow(found, id, former), isPinShown: false }, found);
        return viewOf(user, id);
      });
    },
    async move(user, id, draft) {
      return oneByOne(async () => {
        const former = await findToChange(user, id);
        const found = await read(user, { ...keptOf(former), ...draft }, former);
        await store(toRow(found, id, former), found);
        return viewOf(user, id);
      });
    },
    cancel: (user, id) =>
      oneByOne(async () => {
        const booking = await findFor(user, id);
        if (booking.resource.kind === 'room') {
          const left = await view(user, await rooms.cancel(booking));
          // A followed booking goes when its product has said so twice.
          const words = 'Cancelled at Bookings ONE. The door follows within moments.';
          return { ...left, mayChange: false, ...(left.state !== 'cancelled' && { state: 'working', words }) };
        }
        const row = await findToChange(user, id);
        await rows.together(async (access, transaction) => {
          await bookingTable.put(access, { ...row, revision: row.revision + 1, isCancelled: true });
          const options = { revision: row.revision + 1, ...(transaction !== undefined && { transaction }) };
          await engine.access.cancelBooking(id, options);
        });
        return viewOf(user, id);
      }),
    async showPin(user, id) {
      const booking = await findFor(user, id);
      const row = await bookingTable.find(rows, id);
      // A manager sees every booking, and nobody else's PIN.
      if (booking.holderId !== user.id || row === undefined || row.kind !== 'visit')
        throw new Refused(404, 'There is no PIN for you here.');
      if (row.isPinShown) throw new Refused(410, 'The PIN has been shown. It is in your mail, too.');
      const { permissions } = await engine.access.settled(id, { timeoutMs: 0 });
      const credential = permissions.find((permission) => permission.credential !== undefined)?.credential;
      if (credential === undefined)
        throw new Refused(409, 'There is no PIN yet. It comes as soon as the door knows it.');
      await bookingTable.put(rows, { ...row, isPinShown: true });
      return { pin: credential.value };
    },
    async putAllAgain() {
      for (const row of await bookingTable.list(rows)) {
        if (row.endsAt <= nowIso()) continue;
        try {
          if (row.isCancelled) await engine.access.cancelBooking(row.id, { revision: row.revision });
          else await engine.access.putBooking(toBookingInput(row));
        } catch (failure) {
          // One that is refused now keeps nobody else out.
          if (!AcxError.isInstance(failure)) throw failure;
        }
      }
    },
  };
}

/** What a change need not say again. */
function keptOf({ holderId, visitorName }: BookingRow): Pick<BookingDraft, 'holderId' | 'visitorName'> {
  return { holderId, ...(visitorName !== undefined && { visitorName }) };
}

function problemsOf(failure: unknown) {
  if (failure instanceof InvalidInputError)
    return failure.problems.map(({ path, message }) => ({
      ...(path !== '' && { field: path === 'visitor.name' ? 'visitorName' : path }),
      message,
    }));
  if (AcxError.isInstance(failure)) return [toFieldProblem(failure.toJSON())];
  throw failure;
}

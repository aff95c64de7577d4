import type { BookingsOneContext } from './bookings-one-context';
import { type EditTime, toEditWindow } from './bookings-one-edit-window';
import { knownRecord } from './bookings-one-known-record';
import type { SimulatedVisitingStatus, SimulatedVisitor } from './bookings-one-records';
import { visitingStatusNow } from './bookings-one-visiting-status';

/** A visitor before the invitation. */
export interface VisitorInput {
  readonly name: string;
  /** Default: none. */
  readonly email?: string | null;
  readonly startsAt: EditTime;
  readonly endsAt: EditTime;
  /** Default: made up. */
  readonly registrationCode?: string;
}

/** The reception's screen: visitors, by registration code. What is not possible as things stand throws a RangeError and changes nothing. */
export interface BookingsOneVisitorEdits {
  addVisitor(visitor: VisitorInput): SimulatedVisitor;
  /** The reception may do so before and after the window. */
  checkVisitorIn(registrationCode: string): SimulatedVisitor;
  checkVisitorOut(registrationCode: string): SimulatedVisitor;
  /** Default true. A blacklisted visitor keeps the status. */
  blacklist(registrationCode: string, isBlacklisted?: boolean): SimulatedVisitor;
}

export function createBookingsOneVisitorEdits(context: BookingsOneContext): BookingsOneVisitorEdits {
  const { store, newRegistrationCode } = context;
  const put = (visitor: SimulatedVisitor): SimulatedVisitor => {
    store.visitors.set(visitor.registrationCode, visitor);
    return visitor;
  };
  const step = (code: string, from: readonly SimulatedVisitingStatus[], to: 'checked_in' | 'checked_out') => {
    const visitor = knownRecord(store.visitors, code, 'visitor');
    if (!from.includes(visitor.status))
      throw new RangeError(
        `The visitor ${code} is ${visitingStatusNow(visitor, context)}: cannot be ${to.replace('_', ' ')}.`,
      );
    return put({ ...visitor, status: to });
  };
  return {
    addVisitor({ name, email = null, startsAt, endsAt, registrationCode = newRegistrationCode() }) {
      if (store.visitors.has(registrationCode)) throw new RangeError(`There is a visitor ${registrationCode} already.`);
      const window = toEditWindow({ startsAt, endsAt });
      return put({ registrationCode, name, email, ...window, status: 'expected', isBlacklisted: false });
    },
    checkVisitorIn: (code) => step(code, ['expected'], 'checked_in'),
    checkVisitorOut: (code) => step(code, ['checked_in'], 'checked_out'),
    blacklist: (code, isBlacklisted = true) => put({ ...knownRecord(store.visitors, code, 'visitor'), isBlacklisted }),
  };
}

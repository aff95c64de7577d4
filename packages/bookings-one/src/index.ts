// Entry `@acx/bookings-one`: the booking source, the deciding provider for visitors, and the typed client they are built on.
export type {
  BookingsOneCallback,
  BookingsOneResource,
  BookingsOneSourceOptions,
} from './bookings-one-source-options';
export type { BookingsOneVisitorOptions } from './bookings-one-visitor-options';
export { createBookingsOneSource } from './source/bookings-one-source';
export type { BookingsOneDoor } from './visitors/bookings-one-door';
export { createBookingsOneVisitors } from './visitors/bookings-one-visitors';
export type {
  BookingsOneBooking,
  BookingsOneDay,
  BookingsOnePerson,
  BookingsOneUnreadableItem,
} from './wire/bookings-one-booking';
export {
  type BookingsOneClient,
  type BookingsOneConnectedClient,
  createBookingsOneClient,
} from './wire/bookings-one-client';
export type { BookingsOneClientOptions } from './wire/bookings-one-client-options';
export {
  type BookingsOneProfile,
  type BookingsOneStatusMeaning,
  type BookingsOneTimes,
  type BookingsOneVisitingStatusMeaning,
  bookingsOneProfile,
} from './wire/bookings-one-profile';
export type { BookingsOneProfileOverrides } from './wire/bookings-one-profile-overrides';
export type { BookingsOneCallOptions } from './wire/bookings-one-session';
export type { BookingsOneVisitor } from './wire/bookings-one-visitor';

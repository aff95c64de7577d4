// Entry `@acx/bookings-one/testing`: the Bookings ONE simulator and its console.
export type { BookInput, BookingsOneBookingEdits } from './testing/bookings-one-booking-edits';
export type { BookingsOneCallback, CallbackDelivery, PendingCallback } from './testing/bookings-one-callback';
export type { DeliverOptions } from './testing/bookings-one-callback-queue';
export type { BookingsOneDirectoryEdits, ResourceInput } from './testing/bookings-one-directory-edits';
export type { EditTime } from './testing/bookings-one-edit-window';
export type { BookingsOneLevers } from './testing/bookings-one-levers';
export { type BookingsOneOffice, createBookingsOneOffice } from './testing/bookings-one-office';
export type { BookedQuestion } from './testing/bookings-one-oracle';
export type {
  SimulatedBooking,
  SimulatedBookingStatus,
  SimulatedBuilding,
  SimulatedFloor,
  SimulatedResource,
  SimulatedUser,
  SimulatedVisitingStatus,
  SimulatedVisitor,
} from './testing/bookings-one-records';
export { createSeededMischief } from './testing/bookings-one-seeded-mischief';
export {
  type BookingsOneSimulator,
  type BookingsOneSimulatorOptions,
  createBookingsOneSimulator,
} from './testing/bookings-one-simulator';
export type { BookingsOneState } from './testing/bookings-one-state';
export type {
  BookingsOneCallbackSwitches,
  BookingsOneSwitches,
  BookingsOneSwitchOptions,
} from './testing/bookings-one-switches';
export type { BookingsOneVisitorEdits, VisitorInput } from './testing/bookings-one-visitor-edits';
export { type BookingsOneConsole, createBookingsOneConsole } from './testing/console/bookings-one-console';

// Entry `@acx/ipassan`: the provider, people and a day's asset bookings, the typed client.
export { type IpassanDayQuestion, type IpassanDayRow, readIpassanDay } from './ipassan-day';
export type { IpassanOptions } from './ipassan-options';
export { createIpassan } from './ipassan-provider';
export type {
  IpassanBackfillPerson,
  IpassanBackfillProgress,
  IpassanBackfillRequest,
  IpassanBackfillResult,
  IpassanBackfillStop,
} from './people/ipassan-backfill';
export { createIpassanPeople, type IpassanPeople, type IpassanPeopleOptions } from './people/ipassan-people';
export type { IpassanPersonSync, IpassanPersonSyncResult } from './people/ipassan-person-sync';
export { IpassanAccessTypeError } from './wire/ipassan-access-type-error';
export type { IpassanAsset } from './wire/ipassan-asset';
export type {
  IpassanAssetBooking,
  IpassanAssetBookingInput,
  IpassanAssetBookingUpdate,
} from './wire/ipassan-asset-booking';
export type { IpassanAssetBookings } from './wire/ipassan-asset-bookings';
export { createIpassanClient, type IpassanClient } from './wire/ipassan-client';
export type { IpassanClientOptions } from './wire/ipassan-client-options';
export type { IpassanListOptions } from './wire/ipassan-pages';
export type {
  IpassanAccessKey,
  IpassanAccessType,
  IpassanPerson,
  IpassanPersonInput,
  IpassanPersonUpdate,
} from './wire/ipassan-person';
export type { IpassanPersons } from './wire/ipassan-persons';
export { type IpassanProfile, type IpassanRefusal, ipassanProfile } from './wire/ipassan-profile';
export type { IpassanProfileOverrides } from './wire/ipassan-profile-overrides';
export type { IpassanCallOptions } from './wire/ipassan-session';
export type { IpassanBase, IpassanSite } from './wire/ipassan-site';
export type { IpassanCreatedVisitor, IpassanVisitor } from './wire/ipassan-visitor';
export type { IpassanVisitorInput, IpassanVisitorUpdate } from './wire/ipassan-visitor-input';
export type { IpassanVisitors } from './wire/ipassan-visitors';

import type { IpassanContext } from './ipassan-context';
import { toEditInstant } from './ipassan-edit-instant';
import { knownRecord } from './ipassan-known-record';
import type { SimulatedPinReader, SimulatedVisitor } from './ipassan-records';
import { storeVisitor, toWholeSeconds, type VisitorWindow } from './ipassan-store-visitor';

/** A PIN reader belongs to one door profile or to one floor profile, by uuid. */
export type PinReaderInput =
  | { readonly name: string; readonly doorProfile: string; readonly floorProfile?: undefined }
  | { readonly name: string; readonly floorProfile: string; readonly doorProfile?: undefined };

/** A visitor as an operator enters one. The PIN is made by the vendor. */
export interface VisitorInput {
  /** Uuid of the person who is visited. */
  readonly host: string;
  /** Default: "Some visitor". */
  readonly name?: string;
  /** ISO 8601 with `Z` or an offset. */
  readonly startsAt: string;
  /** ISO 8601 with `Z` or an offset, exclusive. */
  readonly endsAt: string;
  /** Default: none. */
  readonly reference?: string | null;
}

/** Visitors and PIN readers in the vendor's own product, by a person with all rights. Everything is named by uuid. */
export interface IpassanVisitorEdits {
  /** Stands on the site of its profile. */
  addPinReader(reader: PinReaderInput): SimulatedPinReader;
  /** A foreign visit, as somebody in the house enters them. */
  addVisitor(visitor: VisitorInput): SimulatedVisitor;
  /** The PIN stays; that of a cancelled visit stays dead. */
  changeVisitorTimes(visitor: string, times: Partial<VisitorWindow>): SimulatedVisitor;
  /** The PIN stops working at once, the entry stays. Once more changes nothing. */
  cancelVisitor(visitor: string): SimulatedVisitor;
  /** Takes the entry away altogether, as a restored backup would. */
  removeVisitor(visitor: string): void;
}

export function createIpassanVisitorEdits(context: IpassanContext): IpassanVisitorEdits {
  const { store, newUuid } = context;
  const put = (visitor: SimulatedVisitor): SimulatedVisitor => {
    store.visitors.set(visitor.uuid, visitor);
    return visitor;
  };
  const get = (uuid: string): SimulatedVisitor => knownRecord(store.visitors, uuid, 'visitor');
  return {
    addPinReader(input) {
      const profile = knownRecord(store.profiles, input.doorProfile ?? input.floorProfile, 'profile');
      const { uuid, site, name } = { uuid: newUuid(), site: profile.site, name: input.name };
      const reader: SimulatedPinReader =
        input.doorProfile === undefined
          ? { uuid, site, name, doorProfile: null, floorProfile: profile.uuid }
          : { uuid, site, name, doorProfile: profile.uuid, floorProfile: null };
      store.pinReaders.set(uuid, reader);
      return reader;
    },
    addVisitor({ host: uuid, name = 'Some visitor', startsAt, endsAt, reference = null }) {
      const host = knownRecord(store.persons, uuid, 'person');
      const window = { startsAt: toEditInstant(startsAt), endsAt: toEditInstant(endsAt) };
      return storeVisitor(context, { host, name, ...window, reference, madeBy: 'console' });
    },
    changeVisitorTimes(uuid, times) {
      const visitor = get(uuid);
      const startsAt = toEditInstant(times.startsAt ?? visitor.startsAt);
      const endsAt = toEditInstant(times.endsAt ?? visitor.endsAt);
      return put({ ...visitor, ...toWholeSeconds({ startsAt, endsAt }) });
    },
    cancelVisitor: (uuid) => put({ ...get(uuid), isCancelled: true }),
    removeVisitor(uuid) {
      store.visitors.delete(get(uuid).uuid);
    },
  };
}

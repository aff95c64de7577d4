import { type Instant, instantFromMs } from '../../model/instant';
import { isInWindow, type Window } from '../../model/window';
import { type FakeContent, type FakeRecord, isSameContent } from './fake-record';
import type { FakeLocator } from './fake-wire';

/** What the fake vendor holds. */
export interface FakeRecords {
  /** Oldest first. A copy. */
  all(): FakeRecord[];
  find(locator: FakeLocator): FakeRecord | undefined;
  make(content: FakeContent, marker?: string): FakeRecord;
  /** False when it is not there. */
  edit(vendorReference: string, alteration: Partial<FakeContent>): boolean;
  /** False when it was not there. */
  remove(vendorReference: string): boolean;
  opens(question: { subject: string; place: string; atMs: number }): boolean;
}

/** An empty store of records. */
export function createFakeRecords(): FakeRecords {
  const records = new Map<string, FakeRecord>();
  const referenceByMarker = new Map<string, string>();
  let made = 0;

  const byReference = (vendorReference: string | undefined): FakeRecord | undefined =>
    vendorReference === undefined ? undefined : records.get(vendorReference);
  const byContent = (contents: readonly FakeContent[]): FakeRecord | undefined => {
    for (const record of contents.length === 0 ? [] : records.values())
      if (record.marker === undefined && contents.some((content) => isSameContent(record, content))) return record;
    return undefined;
  };

  return {
    all: () => [...records.values()],
    find: ({ marker, vendorReference, contents = [] }) =>
      marker === undefined
        ? (byReference(vendorReference) ?? byContent(contents))
        : byReference(referenceByMarker.get(marker)),
    make(content, marker) {
      made += 1;
      const vendorReference = `record-${made}`;
      if (marker !== undefined) referenceByMarker.set(marker, vendorReference);
      const record = { ...copy(content), vendorReference, ...(marker === undefined ? {} : { marker }) };
      records.set(vendorReference, record);
      return record;
    },
    edit(vendorReference, alteration) {
      const record = records.get(vendorReference);
      if (record === undefined) return false;
      records.set(vendorReference, { ...record, ...copy({ ...record, ...alteration }) });
      return true;
    },
    remove(vendorReference) {
      const marker = records.get(vendorReference)?.marker;
      if (marker !== undefined) referenceByMarker.delete(marker);
      return records.delete(vendorReference);
    },
    opens({ subject, place, atMs }) {
      const at = instantFromMs(atMs);
      for (const record of records.values())
        if (record.subject === subject && record.place === place && isOpenAt(record, at)) return true;
      return false;
    },
  };
}

function isOpenAt({ windows }: FakeRecord, at: Instant): boolean {
  return windows === 'always' || windows.some((window) => isInWindow(at, window));
}

function copy({ place, subject, windows }: FakeContent): FakeContent {
  const copyWindow = ({ startsAt, endsAt }: Window): Window => ({ startsAt, endsAt });
  return { place, subject, windows: windows === 'always' ? windows : windows.map(copyWindow) };
}

import { AcxError } from '../../errors/acx-error';
import type { GrantReference, VendorGrant } from '../../model/grant';
import type { CallOptions } from '../../ports/call-options';
import { callFakeVendor } from './fake-call';
import type { FakeManifest } from './fake-provider-options';
import type { FakeContent, FakeRecord } from './fake-record';
import { contentToState, stateToContent } from './fake-state';
import type { FakeLocator, FakeWire } from './fake-wire';

/** What the fake provider reads with. */
export interface FakeReader {
  readonly wire: FakeWire;
  readonly manifest: FakeManifest;
  readonly laneOf: (content: Pick<FakeContent, 'place' | 'subject'>) => string;
}

/** What the fake vendor holds for these grants. */
export async function readFakeGrants(
  { wire, manifest, laneOf }: FakeReader,
  grants: readonly GrantReference[],
  { signal, takeTurn }: CallOptions,
): Promise<VendorGrant[]> {
  const found: VendorGrant[] = [];
  for (let start = 0; start < grants.length; start += manifest.pageSize) {
    const page = grants.slice(start, start + manifest.pageSize);
    const locators = page.map((grant) => referenceToLocator(grant, manifest));
    const call = { providerId: manifest.id, operation: 'read', signal, takeTurn } as const;
    const records = await callFakeVendor(call, () => wire.read(locators));
    page.forEach(({ grantKey }, index) => {
      const record = records[index];
      if (record !== undefined) found.push(recordToGrant(record, laneOf(record), grantKey));
    });
  }
  return found;
}

/** Everything that the fake vendor holds, page by page. */
export async function* listFakeGrants(
  { wire, manifest, laneOf }: FakeReader,
  { signal, takeTurn }: CallOptions,
): AsyncGenerator<VendorGrant> {
  const { id, pageSize } = manifest;
  let cursor: number | undefined;
  do {
    const from = cursor;
    const call = { providerId: id, operation: 'list', signal, takeTurn } as const;
    const page = await callFakeVendor(call, () => wire.list({ pageSize, cursor: from }));
    for (const record of page.records) {
      const isOurs = record.marker?.startsWith(`${encodeURIComponent(id)}/`) ?? false;
      yield recordToGrant(record, laneOf(record), isOurs ? record.marker : undefined);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function referenceToLocator({ grantKey, vendorReference, state }: GrantReference, manifest: FakeManifest): FakeLocator {
  if (manifest.marker) return { marker: grantKey };
  const content = state === undefined ? undefined : stateToContent(state);
  return { vendorReference, contents: content === undefined || AcxError.isInstance(content) ? [] : [content] };
}

function recordToGrant(record: FakeRecord, lane: string, grantKey: string | undefined): VendorGrant {
  const { vendorReference, windows } = record;
  const lapsesAt = windows === 'always' ? undefined : lastEnd(windows.map(({ endsAt }) => endsAt));
  return {
    origin: grantKey === undefined ? 'foreign' : 'ours',
    ...(grantKey === undefined ? {} : { grantKey }),
    lane,
    vendorReference,
    state: contentToState(record),
    ...(lapsesAt === undefined ? {} : { lapsesAt }),
  };
}

function lastEnd(ends: readonly string[]): string | undefined {
  return ends.reduce<string | undefined>((last, end) => (last === undefined || end > last ? end : last), undefined);
}

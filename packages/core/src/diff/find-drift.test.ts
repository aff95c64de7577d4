import { describe, expect, it } from 'vitest';
import type { VendorGrant } from '../model/grant';
import type { GrantRecord } from '../ports/ledger-records';
import { findDrift } from './find-drift';

const now = '2026-11-21T12:00:00.000Z';
const past = '2026-11-21T11:00:00.000Z';
const A = { code: 'a' };
const B = { code: 'b' };
const recordOf = (more: Partial<GrantRecord> = {}): GrantRecord => ({
  providerId: 'site-1',
  lane: 'lane-1',
  grantKey: 'g1',
  certainty: 'known',
  state: A,
  ...more,
});
const listedOf = (more: Partial<VendorGrant> = {}): VendorGrant => ({
  origin: 'ours',
  grantKey: 'g1',
  lane: 'lane-1',
  state: A,
  ...more,
});
const byKey = (records: readonly GrantRecord[]) => new Map(records.map((record) => [record.grantKey, record]));
const find = (before: GrantRecord[], listed: VendorGrant[], after: GrantRecord[] = before) =>
  findDrift({ before: byKey(before), after: byKey(after), listed, now });
const kindsOf = (...parameters: Parameters<typeof find>): string[] => find(...parameters).drift.map(({ kind }) => kind);

describe('findDrift', () => {
  it.each<[what: string, before: GrantRecord[], listed: VendorGrant[], kinds: string[]]>([
    ['both agree', [recordOf()], [listedOf()], []],
    ['the vendor holds nothing', [recordOf()], [], ['missing']],
    ['the vendor holds another state', [recordOf()], [listedOf({ state: B })], ['altered']],
    ['the vendor holds what we do not know', [], [listedOf()], ['extra']],
    ['the vendor holds what we believe is gone', [recordOf({ state: undefined })], [listedOf()], ['extra']],
    ['a write is still in doubt', [recordOf({ certainty: 'unknown' })], [], []],
    ['a first write is still in doubt', [recordOf({ certainty: 'unknown', state: undefined })], [listedOf()], []],
    ['our record has lapsed', [recordOf({ lapsesAt: now })], [], []],
    ['the record at the vendor has lapsed', [], [listedOf({ lapsesAt: past })], []],
    ['somebody else holds something', [], [listedOf({ origin: 'foreign', grantKey: undefined })], []],
  ])('when %s', (_what, before, listed, kinds) => {
    expect(kindsOf(before, listed)).toEqual(kinds);
  });

  it.each<[what: string, before: GrantRecord[], listed: VendorGrant[], after: GrantRecord[]]>([
    ['written', [], [listedOf()], [recordOf()]],
    ['written and not listed', [], [], [recordOf()]],
    ['changed', [recordOf()], [listedOf({ state: B })], [recordOf({ state: B })]],
    ['changed, listed as before', [recordOf()], [listedOf()], [recordOf({ state: B })]],
    ['revoked', [recordOf()], [], []],
    ['revoked, still listed', [recordOf()], [listedOf()], []],
    ['put in doubt', [recordOf()], [listedOf({ state: B })], [recordOf({ certainty: 'unknown' })]],
  ])('leaves out what was %s while the list was made', (_what, before, listed, after) => {
    expect(kindsOf(before, listed, after)).toEqual([]);
  });

  it('counts what others hold and never calls it drift', () => {
    const foreign = listedOf({ origin: 'foreign', grantKey: undefined, vendorReference: 'r-9' });
    const { foreign: count, held, drift } = find([recordOf()], [foreign, listedOf(), foreign]);
    expect([count, held.size, drift]).toEqual([2, 1, []]);
  });

  it('knows our record by the reference that we wrote down, where the vendor stores no mark, but only in its own lane', () => {
    const mine = recordOf({ vendorReference: 'r-1' });
    const unmarked = listedOf({ origin: 'foreign', grantKey: undefined, vendorReference: 'r-1', state: B });
    expect(find([mine], [unmarked]).drift).toEqual([{ kind: 'altered', grantKey: 'g1', lane: 'lane-1' }]);
    const elsewhere = find([mine], [{ ...unmarked, lane: 'lane-2' }]);
    expect([elsewhere.foreign, elsewhere.drift.map(({ kind }) => kind)]).toEqual([1, ['missing']]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Change } from '../model/change';
import type { AccessProvider } from '../ports/access-provider';
import type { GrantRecord } from '../ports/ledger-records';
import { lookBeforeFirstWrite, readBack } from './read-back';

type Request = Parameters<NonNullable<AccessProvider['readGrants']>>[0];

/** A vendor that holds nothing, and what it was asked. */
function createCalls() {
  const requests: Request[] = [];
  return {
    requests,
    calls: {
      applyChanges: () => Promise.resolve([]),
      readGrants: (request: Request) => {
        requests.push(request);
        return Promise.resolve([]);
      },
    },
  };
}

const lane = 'gym';
const record = (grantKey: string, more: Partial<GrantRecord> = {}): GrantRecord => ({
  providerId: 'house',
  lane,
  grantKey,
  certainty: 'known',
  ...more,
});

describe('a look at the vendor', () => {
  it('says which records belong to grants that it does not ask for', async () => {
    const { calls, requests } = createCalls();
    const grants = [
      record('known', { state: {}, vendorReference: 'r1' }),
      record('in doubt', { certainty: 'unknown', intended: {}, vendorReference: 'r2' }),
      record('lost', { certainty: 'unknown', intended: {} }),
      record('nothing there'),
    ];
    await readBack({ calls, lane, grants, others: [record('other', { vendorReference: 'r3' })] });
    expect(requests).toMatchObject([{ grants: [{ grantKey: 'in doubt' }, { grantKey: 'lost' }], taken: ['r1', 'r3'] }]);
  });

  it('says so before the first write in a lane, too', async () => {
    const { calls, requests } = createCalls();
    const grants = [record('found', { state: {}, vendorReference: 'r1' }), record('new', { vendorReference: 'r2' })];
    const changes: Change[] = [{ kind: 'create', grantKey: 'new', after: {}, reason: 'test' }];
    await lookBeforeFirstWrite({ calls, lane, providerId: 'house', grants, changes });
    expect(requests).toMatchObject([{ grants: [{ grantKey: 'new' }], taken: ['r1'] }]);
  });

  it('never takes what somebody else made for ours, although it is alike in every way', async () => {
    const calls = {
      applyChanges: () => Promise.resolve([]),
      readGrants: () =>
        Promise.resolve([{ origin: 'foreign' as const, grantKey: 'lost', lane, state: {}, vendorReference: 'theirs' }]),
    };
    const grants = [record('lost', { certainty: 'unknown', intended: {} })];
    expect(await readBack({ calls, lane, grants })).toEqual([record('lost')]);
  });

  it('forgets the credential of a record that was made anew', async () => {
    const held = { origin: 'ours' as const, grantKey: 'g', lane, state: {}, vendorReference: 'second' };
    const calls = { applyChanges: () => Promise.resolve([]), readGrants: () => Promise.resolve([held]) };
    const known = {
      certainty: 'unknown' as const,
      intended: {},
      issuedCredential: { kind: 'pin' as const, value: '1' },
    };
    const [other] = await readBack({ calls, lane, grants: [record('g', { ...known, vendorReference: 'first' })] });
    const [same] = await readBack({ calls, lane, grants: [record('g', { ...known, vendorReference: 'second' })] });
    expect([other?.issuedCredential, same?.issuedCredential?.value]).toEqual([undefined, '1']);
  });
});

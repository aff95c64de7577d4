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
});

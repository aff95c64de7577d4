import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error';
import { MappingError } from '../errors/mapping-error';
import type { Booking } from '../model/booking';
import { refuseUnlinkedVisit, refuseVisitChanges } from './visit-rules';

const visit: Booking = {
  id: 'v1',
  kind: 'visit',
  status: 'confirmed',
  resourceId: 'visits',
  startsAt: '2026-11-23T14:00:00.000Z',
  endsAt: '2026-11-23T16:00:00.000Z',
  holders: [{ holderId: 'ada', role: 'organizer' }],
  visitor: { name: 'Vera' },
  revision: 1,
};
const change = (more: Partial<Booking>, former: Booking | undefined = visit) =>
  refuseVisitChanges({ ...visit, ...more }, former);

describe('a stored visit', () => {
  it('may change its times, and be cancelled or taken up again with whatever else', () => {
    change({ startsAt: '2026-11-23T13:00:00.000Z', endsAt: '2026-11-23T19:00:00.000Z', revision: 2 });
    change({ status: 'cancelled', visitor: undefined, resourceId: 'elsewhere' });
    change({ visitor: { name: 'Victor' } }, { ...visit, status: 'cancelled' });
    refuseVisitChanges({ ...visit, visitor: { name: 'Victor' } }, undefined);
    change({ resourceId: 'pool' }, { ...visit, kind: 'reservation' });
  });

  it('may change nothing else: every other part is named, and no value', () => {
    const attempt = (): void =>
      change({ kind: 'reservation', resourceId: 'gym', holders: [], visitor: { name: 'Victor' } });
    expect(attempt).toThrow(InvalidInputError);
    expect(attempt).toThrow(/kind[\s\S]*resourceId[\s\S]*holders[\s\S]*visitor/);
    expect(attempt).not.toThrow(/Victor|Vera/);
  });
});

describe('a visit that cannot be mapped', () => {
  const problem = { name: 'MappingError', code: 'mapping', problem: 'holder_not_linked', providerId: 'house' } as const;
  const problems = [{ ...problem, message: 'Not linked.', isRetryable: false, effect: 'none' as const }];

  it('is refused, a reservation is not', () => {
    expect(() => refuseUnlinkedVisit(visit, problems, undefined)).toThrow(MappingError);
    refuseUnlinkedVisit(visit, [], undefined);
    refuseUnlinkedVisit({ ...visit, kind: 'reservation' }, problems, undefined);
  });

  it('is told apart from one that is stored and goes on opening', () => {
    const nothing = 'Not linked. Nothing was stored.';
    expect(() => refuseUnlinkedVisit(visit, problems, undefined)).toThrow(nothing);
    expect(() => refuseUnlinkedVisit(visit, problems, { ...visit, status: 'cancelled' })).toThrow(nothing);
    expect(() => refuseUnlinkedVisit(visit, problems, visit)).toThrow(/stays as it was[\s\S]*goes on opening: cancel/);
  });
});

import { describe, expect, it } from 'vitest';
import { MappingError } from '../errors/mapping-error';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import { formatPlan } from './format-plan';
import type { Plan } from './plan';

const requested = { startsAt: '2026-11-21T09:00:00.000Z', endsAt: '2026-11-21T10:00:00.000Z' };
const early = { startsAt: '2026-11-21T08:45:00.000Z', endsAt: '2026-11-21T10:00:00.000Z' };
const at = { providerId: 'site-1', requested, windows: [] };
const error = new UnsupportedCapabilityError({ providerId: 'site-1', capability: 'pin', reason: 'it has no keypads.' });

const plan: Plan = {
  bookingId: 'b1',
  isOutdated: false,
  permissions: [
    {
      ...at,
      place: 'hall',
      verdict: 'covered',
      windows: [{ ...early, adjustments: ['buffered', 'clipped_by_neighbour'] }],
    },
    {
      ...at,
      place: 'lobby',
      verdict: 'covered',
      windows: [
        { ...requested, adjustments: [] },
        { ...early, adjustments: ['rounded_to_slot'] },
      ],
    },
    {
      ...at,
      place: 'gate',
      verdict: 'waiting',
      waitingReason: 'grant_occupied',
      expectedAt: '2026-11-21T09:00:00.000Z',
    },
    { ...at, place: 'pool', verdict: 'rejected', error: error.toJSON() },
    { ...at, place: 'roof', verdict: 'over' },
  ],
  changes: [
    { providerId: 'site-1', kind: 'revoke', grantKey: 'g0', reason: 'the booking that needed it has moved' },
    { providerId: 'site-1', kind: 'update', grantKey: 'g1', reason: 'its bookings have changed' },
    { providerId: 'site-1', kind: 'create', grantKey: 'g2', reason: 'a booking needs it' },
  ],
  vendorCalls: 2,
  problems: [
    new MappingError({
      problem: 'holder_not_known',
      bookingId: 'b1',
      message: 'Booking b1 opens nothing for holders[0].',
    }).toJSON(),
  ],
};

describe('formatPlan', () => {
  it('tells people what would happen', () => {
    expect(formatPlan(plan)).toMatchInlineSnapshot(`
      "Booking b1
        hall at site-1: opens 2026-11-21T08:45:00.000Z to 2026-11-21T10:00:00.000Z (buffered, clipped by neighbour)
        lobby at site-1: opens 2026-11-21T09:00:00.000Z to 2026-11-21T10:00:00.000Z and 2026-11-21T08:45:00.000Z to 2026-11-21T10:00:00.000Z (rounded to slot)
        gate at site-1: waits (grant occupied) until 2026-11-21T09:00:00.000Z
        pool at site-1: cannot be served: site-1 cannot do this (pin): it has no keypads.
        roof at site-1: is already over
        problem: Booking b1 opens nothing for holders[0].
        - revoke at site-1: the booking that needed it has moved
        ~ update at site-1: its bookings have changed
        + create at site-1: a booking needs it
        2 vendor calls"
    `);
  });

  it('counts one call as one', () => {
    expect(formatPlan({ ...plan, permissions: [], changes: [], problems: [], vendorCalls: 1 })).toMatchInlineSnapshot(`
      "Booking b1
        1 vendor call"
    `);
  });
});

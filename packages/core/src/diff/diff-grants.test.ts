import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RevokeReason } from '../model/change';
import type { GrantState } from '../model/grant';
import { seeded } from '../testing/laws/seeded';
import { diffGrants, type HeldGrant, type WantedGrant } from './diff-grants';

const now = '2026-11-21T12:00:00.000Z';
const before = '2026-11-21T11:59:59.999Z';
const after = '2026-11-21T12:00:00.001Z';
const diff = (wanted: readonly WantedGrant[], held: readonly HeldGrant[]) =>
  diffGrants({ wanted, held, now, revokeReasonOf: () => 'ended' });

/** What becomes of one grant, as a word. */
function verdictOf(wanted: Partial<WantedGrant> | undefined, held: Partial<HeldGrant> | undefined): string {
  const { changes, forgotten } = diff(
    wanted === undefined ? [] : [{ grantKey: 'g1', ...wanted }],
    held === undefined ? [] : [{ grantKey: 'g1', ...held }],
  );
  return [...changes.map(({ kind }) => kind), ...forgotten.map(() => 'forget')].join(' and ') || 'nothing';
}

const A = { codes: ['a'], until: 1 };
const B = { codes: ['b'], until: 1 };
const sameAsA = { until: 1, codes: ['a'], note: undefined } as unknown as typeof A;

describe('diffGrants', () => {
  it.each<[held: string, grant: Partial<HeldGrant> | undefined, nothing: string, same: string, other: string]>([
    ['nothing', undefined, 'nothing', 'create', 'create'],
    ['a record of nothing', {}, 'forget', 'create', 'create'],
    ['a state', { state: A }, 'revoke', 'nothing', 'update'],
    ['a state that lapses later', { state: A, lapsesAt: after }, 'revoke', 'nothing', 'update'],
    ['a state that lapses right now', { state: A, lapsesAt: now }, 'forget', 'nothing', 'update'],
    ['a state that has lapsed', { state: A, lapsesAt: before }, 'forget', 'nothing', 'update'],
    [
      'one that lapses and is swept later',
      { state: A, lapsesAt: after, sweepAt: after },
      'revoke',
      'nothing',
      'update',
    ],
    [
      'a lapsed state to be swept later',
      { state: A, lapsesAt: before, sweepAt: after },
      'nothing',
      'nothing',
      'update',
    ],
    ['a lapsed state to be swept now', { state: A, lapsesAt: before, sweepAt: now }, 'revoke', 'nothing', 'update'],
    ['a state in doubt', { state: A, certainty: 'unknown' }, 'revoke', 'update', 'update'],
    [
      'a state in doubt that has lapsed',
      { state: A, certainty: 'unknown', lapsesAt: before },
      'revoke',
      'update',
      'update',
    ],
  ])(
    'from %s: %j to nothing, to the same state and to another state is %s, %s, %s',
    (_held, grant, nothing, same, other) => {
      expect([
        verdictOf(undefined, grant),
        verdictOf({}, grant),
        verdictOf({ state: sameAsA }, grant),
        verdictOf({ state: B }, grant),
      ]).toEqual([nothing, nothing, same, other]);
    },
  );

  it('hands on what a provider needs to carry a change out', () => {
    const wanted = [
      { grantKey: 'new', state: A, lapsesAt: after },
      { grantKey: 'other', state: B, lapsesAt: after },
    ];
    const held = [
      { grantKey: 'other', state: A, vendorReference: 'r-1', lapsesAt: now },
      { grantKey: 'gone', state: B, vendorReference: 'r-2' },
    ];
    expect(diff(wanted, held).changes).toEqual([
      {
        kind: 'revoke',
        grantKey: 'gone',
        vendorReference: 'r-2',
        before: B,
        revokeReason: 'ended',
        reason: 'every booking that needed it has ended',
      },
      {
        kind: 'update',
        grantKey: 'other',
        vendorReference: 'r-1',
        before: A,
        after: B,
        lapsesAt: after,
        reason: 'its bookings have changed',
      },
      { kind: 'create', grantKey: 'new', after: A, lapsesAt: after, reason: 'a booking needs it' },
    ]);
  });

  it.each<[reason: RevokeReason, text: string]>([
    ['ended', 'every booking that needed it has ended'],
    ['cancelled', 'the booking that needed it was cancelled'],
    ['moved', 'the booking that needed it has moved'],
    ['extra', 'no booking asks for it'],
  ])('says in words that a grant goes because it is "%s"', (reason, text) => {
    const held = [{ grantKey: 'g1', state: A }];
    const { changes } = diffGrants({ wanted: [], held, now, revokeReasonOf: () => reason });
    expect(changes).toMatchObject([{ kind: 'revoke', revokeReason: reason, reason: text }]);
  });

  it('makes the vendor hold what is wanted, revokes first, then updates, then creates, by key, whatever the order of its inputs', () => {
    const state = fc.option(fc.constantFrom(A, B), { nil: undefined });
    const grants = fc.uniqueArray(fc.record({ grantKey: fc.constantFrom(...'abcdefgh'), state }), {
      selector: ({ grantKey }) => grantKey,
    });
    fc.assert(
      fc.property(grants, grants, (wanted, held) => {
        const { changes, forgotten } = diff(wanted, held);
        const result = new Map<string, GrantState>(
          held.flatMap(({ grantKey, state: is }) => (is === undefined ? [] : [[grantKey, is]])),
        );
        for (const change of changes) {
          expect(result.has(change.grantKey)).toBe(change.kind !== 'create');
          if (change.kind === 'revoke') result.delete(change.grantKey);
          else result.set(change.grantKey, change.after);
        }
        const expected = wanted.flatMap(({ grantKey, state: is }) =>
          is === undefined ? [] : [[grantKey, is] as const],
        );
        expect(Object.fromEntries(result)).toEqual(Object.fromEntries(expected));
        const order = changes.map(({ kind, grantKey }) => `${['revoke', 'update', 'create'].indexOf(kind)}${grantKey}`);
        expect(order).toEqual([...order].sort());
        expect(forgotten).toEqual([...forgotten].sort());
        expect(diff([...wanted].reverse(), [...held].reverse())).toEqual({ changes, forgotten });
        // What was reached is left alone.
        expect(
          diff(
            wanted,
            [...result].map(([grantKey, is]) => ({ grantKey, state: is })),
          ).changes,
        ).toEqual([]);
      }),
      seeded(300),
    );
  });
});

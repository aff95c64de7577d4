import type { Change, RevokeReason } from '../model/change';
import type { GrantReference, GrantState } from '../model/grant';
import type { Instant } from '../model/instant';
import { isSameJson } from '../model/json';

/** What the vendor should hold for one grant; without a state, nothing. */
export interface WantedGrant {
  readonly grantKey: string;
  readonly state?: GrantState;
  readonly lapsesAt?: Instant;
  readonly sweepAt?: Instant;
}

/** What the vendor holds for one grant; without a state, nothing. */
export interface HeldGrant extends GrantReference {
  /** `unknown`: the vendor could not be asked, so the state is written again even when it looks right. Default `known`. */
  readonly certainty?: 'known' | 'unknown';
  readonly lapsesAt?: Instant;
  readonly sweepAt?: Instant;
}

/** The way from what is held to what is wanted. */
export interface GrantDifference {
  /** In the order in which they must be carried out. */
  readonly changes: readonly Change[];
  /** Grants that the vendor already gives no effect to: they need no vendor call. */
  readonly forgotten: readonly string[];
}

/**
 * Compares the grants of one lane. Pure; an unchanged world gives no change.
 *
 * | held \ wanted | nothing | the same state | another state |
 * |---|---|---|---|
 * | nothing | – | | create |
 * | a state | revoke | – | update |
 * | a state that has lapsed | forget | – | update |
 * | the same, to be swept later | – | – | update |
 * | the same, to be swept now | revoke | – | update |
 * | a state in doubt, lapsed or not | revoke | update | update |
 *
 * Revokes come first, so that what they free can be used, then updates, then creates; within each, by grant key.
 */
export function diffGrants(options: {
  wanted: readonly WantedGrant[];
  held: readonly HeldGrant[];
  now: Instant;
  /** Why a grant that is no longer wanted has to go. */
  revokeReasonOf: (grantKey: string) => RevokeReason;
}): GrantDifference {
  const { now, revokeReasonOf } = options;
  const held = new Map(options.held.map((grant) => [grant.grantKey, grant]));
  const wanted = new Map(options.wanted.map((grant) => [grant.grantKey, grant]));
  const changes: Change[] = [];
  const forgotten: string[] = [];

  for (const grantKey of new Set([...held.keys(), ...wanted.keys()])) {
    const record = held.get(grantKey);
    const { state: before, vendorReference, certainty } = record ?? { grantKey };
    const { state: after, lapsesAt, sweepAt } = wanted.get(grantKey) ?? { grantKey };
    if (after === undefined) {
      const ending = record === undefined ? undefined : endingOf(record, now);
      if (ending === 'forget') forgotten.push(grantKey);
      else if (ending === 'revoke' && before !== undefined) {
        const revokeReason = revokeReasonOf(grantKey);
        changes.push({
          kind: 'revoke',
          grantKey,
          vendorReference,
          before,
          revokeReason,
          reason: revokeText[revokeReason],
        });
      }
    } else if (before === undefined) {
      changes.push({ kind: 'create', grantKey, after, lapsesAt, sweepAt, reason: 'a booking needs it' });
    } else if (certainty === 'unknown' || !isSameJson(before, after)) {
      changes.push({
        kind: 'update',
        grantKey,
        vendorReference,
        before,
        after,
        lapsesAt,
        sweepAt,
        reason: 'its bookings have changed',
      });
    }
  }
  changes.sort((a, b) => order[a.kind] - order[b.kind] || (a.grantKey < b.grantKey ? -1 : 1));
  return { changes, forgotten: forgotten.sort() };
}

/** What becomes of a grant that nobody wants any more. */
function endingOf({ state, certainty, lapsesAt, sweepAt }: HeldGrant, now: Instant): 'forget' | 'leave' | 'revoke' {
  if (state === undefined) return 'forget';
  // What a state in doubt was meant to become may last longer than the state itself.
  const isOver = certainty !== 'unknown' && lapsesAt !== undefined && lapsesAt <= now;
  if (!isOver) return 'revoke';
  if (sweepAt === undefined) return 'forget';
  return sweepAt <= now ? 'revoke' : 'leave';
}

const order: Readonly<Record<Change['kind'], number>> = { revoke: 0, update: 1, create: 2 };

const revokeText: Readonly<Record<RevokeReason, string>> = {
  ended: 'every booking that needed it has ended',
  cancelled: 'the booking that needed it was cancelled',
  moved: 'the booking that needed it has moved',
  extra: 'no booking asks for it',
};

import type { GrantRecord } from '../../../ports/ledger-records';
import { grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import { universe } from './ledger-universe';
import type { Random } from './random';
import { type Step, step } from './step';

/** Saves or removes a permission. */
export function permissionStep(random: Random): Step {
  const from = random.below(20) * 10;
  const record = permissionOf(random.pick(universe.bookings), {
    providerId: random.pick(universe.providers),
    place: random.pick(universe.places),
    subject: random.pick(universe.subjects),
    lane: random.pick(universe.lanes),
    state: random.pick([
      'pending',
      'scheduled',
      'live',
      'waiting',
      'retrying',
      'failed',
      'withdrawing',
      'ended',
      'ended',
    ]),
    window: minutes(from, from + 60),
    bufferedWindow: minutes(from - random.below(3) * 10, from + 60 + random.below(3) * 10),
  });
  const { key } = record.permission;
  if (random.chance(15)) return step('remove permission', key, ({ permissions }) => permissions.remove(key));
  const isExpected = record.status.state === 'scheduled' || record.status.state === 'waiting';
  const expectedAt = minute(117 + random.below(5));
  const saved = isExpected && random.chance(70) ? { ...record, status: { ...record.status, expectedAt } } : record;
  return step('save permission', saved, ({ permissions }) => permissions.save(saved));
}

/** Saves or removes a grant. */
export function grantStep(random: Random): Step {
  const providerId = random.pick(universe.providers);
  const grantKey = random.pick(universe.grants);
  if (random.chance(20))
    return step('remove grant', [providerId, grantKey], ({ grants }) => grants.remove(providerId, grantKey));
  const known: Partial<GrantRecord> = {
    issuedCredential: { kind: 'pin', value: String(random.below(10_000)) },
    told: { state: { n: random.below(9) }, window: minutes(60, 120) },
    lapsesAt: minute(random.below(300)),
  };
  const record = grantOf(grantKey, {
    ...{ providerId, lane: random.pick(universe.lanes), state: { n: random.below(9), tags: ['a', null, true] } },
    ...(random.chance(50) ? known : { certainty: 'unknown', intended: null }),
  });
  return step('save grant', record, ({ grants }) => grants.save(record));
}

import type { EffectiveWindow } from '../model/composition';
import type { Plan, PlannedPermission } from './plan';

/** A plan as a few lines of text for people. Shows no subject. */
export function formatPlan(plan: Plan): string {
  const lines = [`Booking ${plan.bookingId}`];
  if (plan.isOutdated) lines.push('  outdated: a newer revision is known, so nothing would change');
  for (const permission of plan.permissions)
    lines.push(`  ${permission.place} at ${permission.providerId}: ${formatVerdict(permission)}`);
  for (const problem of plan.problems) lines.push(`  problem: ${problem.message}`);
  for (const change of plan.changes)
    lines.push(`  ${symbols[change.kind]} ${change.kind} at ${change.providerId}: ${change.reason}`);
  lines.push(plan.vendorCalls === 1 ? '  1 vendor call' : `  ${plan.vendorCalls} vendor calls`);
  return lines.join('\n');
}

const symbols = { create: '+', update: '~', revoke: '-' } as const;

function formatVerdict(permission: PlannedPermission): string {
  const { verdict, windows, waitingReason, expectedAt, error } = permission;
  if (verdict === 'covered') return `opens ${windows.map(formatWindow).join(' and ')}`;
  if (verdict === 'waiting') return `waits (${waitingReason?.replaceAll('_', ' ')}) until ${expectedAt}`;
  if (verdict === 'rejected') return `cannot be served: ${error?.message}`;
  return 'is already over';
}

function formatWindow({ startsAt, endsAt, adjustments }: EffectiveWindow): string {
  const why = adjustments.length === 0 ? '' : ` (${adjustments.map((name) => name.replaceAll('_', ' ')).join(', ')})`;
  return `${startsAt} to ${endsAt}${why}`;
}

import { type ComposeContext, type Composition, earliest, type Permission } from '@acx/core/provider';
import { composeIpeviaAhead } from './ipevia-compose-ahead';
import type { IpeviaComposeRules } from './ipevia-compose-rules';
import { composeIpeviaUntilTold } from './ipevia-compose-until-told';
import { readIpeviaWishes } from './ipevia-wish';

/** What iPevia should hold for one card at the site now. Pure. */
export function composeIpevia(
  permissions: readonly Permission[],
  context: ComposeContext,
  rules: IpeviaComposeRules,
): Composition {
  const { wishes, rejected, rejectedEnds } = readIpeviaWishes(permissions, context.now, rules);
  const composed = rules.hasValidity
    ? composeIpeviaAhead(wishes, context, rules.horizonDays)
    : composeIpeviaUntilTold(wishes, context.now, rules.form);
  const nextAt = earliest(composed.nextAt, ...rejectedEnds);
  return { ...composed, rejected, ...(nextAt === undefined ? {} : { nextAt }) };
}

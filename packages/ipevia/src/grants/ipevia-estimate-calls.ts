import type { Change } from '@acx/core/provider';
import { type IpeviaForm, parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import type { IpeviaServiceCapabilities } from '../wire/ipevia-capabilities';

/** Up to so many numbers are looked up by themselves before they are added; see `findListed`. */
const MOST_ASKED = 2;

/**
 * Calls for these changes when nothing goes wrong: one for each credential; for the whitelist a look at the numbers to be added, on the blacklist too
 * where there is one, and the calls that add and take off. Lists are taken to fit on a page.
 * @param capabilities As far as the service has been asked what it can do.
 */
export function estimateIpeviaCalls(
  changes: readonly Change[],
  { maximumLimit = 100, maximumBlacklisted = 0 }: Partial<IpeviaServiceCapabilities> = {},
): number {
  const form = (state: unknown): IpeviaForm => parseIpeviaGrantState(state).form;
  const taken = changes.flatMap((change) =>
    change.kind !== 'create' && (change.kind === 'revoke' || form(change.before) !== form(change.after))
      ? [form(change.before)]
      : [],
  );
  const given = changes.flatMap((change) => (change.kind === 'revoke' ? [] : [form(change.after)]));
  const count = (forms: readonly IpeviaForm[], form: IpeviaForm): number =>
    forms.filter((item) => item === form).length;
  const added = count(given, 'whitelist');
  const looks = (added > MOST_ASKED ? 1 : added) * (maximumBlacklisted > 0 ? 2 : 1);
  const batches = (numbers: number): number => Math.ceil(numbers / maximumLimit);
  return (
    count(taken, 'credential') +
    count(given, 'credential') +
    batches(count(taken, 'whitelist')) +
    looks +
    batches(added)
  );
}

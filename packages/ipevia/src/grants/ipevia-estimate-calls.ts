import type { Change } from '@acx/core/provider';
import { type IpeviaForm, parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import type { IpeviaServiceCapabilities } from '../wire/ipevia-capabilities';
import { looksFor } from './ipevia-whitelist';

/**
 * Calls for these changes when nothing goes wrong: one for each credential, two where one is changed; a look at the blacklist where there is one, and
 * at the numbers that are to be added to the whitelist; the calls that add and take off. Lists are taken to fit on a page.
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
  const updated = changes.filter(
    (change) => change.kind === 'update' && form(change.before) === 'credential' && form(change.after) === 'credential',
  ).length;
  const batches = (numbers: number): number => Math.ceil(numbers / maximumLimit);
  return (
    count(taken, 'credential') +
    count(given, 'credential') +
    updated +
    batches(count(taken, 'whitelist')) +
    (maximumBlacklisted > 0 ? looksFor(given.length) : 0) +
    looksFor(added) +
    batches(added)
  );
}

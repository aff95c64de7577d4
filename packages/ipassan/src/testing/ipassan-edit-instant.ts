import type { Instant } from '@acx/core/provider';
import { parseIpassanTime } from './ipassan-site-time';

/** The instant that a manual edit means. @throws RangeError for what is no time with `Z` or an offset. */
export function toEditInstant(text: string): Instant {
  const atMs = parseIpassanTime(text);
  if (atMs === undefined) throw new RangeError(`Not a time with offset: ${text}.`);
  return new Date(atMs).toISOString();
}

import type { Instant } from '@acx/core/provider';
import { IpassanFailure } from './ipassan-failure';
import type { SimulatedSite } from './ipassan-records';
import { formatSiteTime, formatUtcTime, parseIpassanTime } from './ipassan-site-time';
import type { IpassanSwitches } from './ipassan-switches';

/** The instant in a field of a form; nothing when the form lacks the field. What is no time with an offset is refused. */
export function readTimeField(form: URLSearchParams, field: string): Instant | undefined {
  const text = form.get(field);
  if (text === null) return undefined;
  const atMs = parseIpassanTime(text);
  if (atMs === undefined) throw new IpassanFailure('invalid', `The field ${field} is no time: ${text}.`);
  return new Date(atMs).toISOString();
}

/** An instant as an answer tells it. */
export function writeTimeField(at: Instant, { timeZone }: SimulatedSite, switches: IpassanSwitches): string {
  const atMs = Date.parse(at);
  return switches.returnsUtc ? formatUtcTime(atMs) : formatSiteTime(atMs, timeZone);
}

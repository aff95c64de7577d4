import { utcOffsetMs } from '@acx/core/provider';

const STEP_MS = 14 * 86_400_000;
const FROM_MS = Date.UTC(2020, 0, 1);
const TO_MS = Date.UTC(2041, 0, 1);

/** Every zone that this machine knows. */
export const everyZone: readonly string[] = Intl.supportedValuesOf('timeZone');

/** The instants from 2020 to 2040 at which a zone changes its clock, to the minute. */
export function transitionsOf(timeZone: string): number[] {
  const found: number[] = [];
  let before = utcOffsetMs(timeZone, FROM_MS);
  for (let ms = FROM_MS; ms < TO_MS; ms += STEP_MS) {
    const after = utcOffsetMs(timeZone, ms + STEP_MS);
    if (after !== before) found.push(bisect(timeZone, ms, ms + STEP_MS));
    before = after;
  }
  return found;
}

function bisect(timeZone: string, fromMs: number, toMs: number): number {
  const before = utcOffsetMs(timeZone, fromMs);
  let low = fromMs / 60_000;
  let high = toMs / 60_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (utcOffsetMs(timeZone, middle * 60_000) === before) low = middle;
    else high = middle;
  }
  return high * 60_000;
}

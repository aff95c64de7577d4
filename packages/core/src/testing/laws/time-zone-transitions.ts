/** Instants at which a zone changes its offset from UTC between two years, to the minute. */
export function transitionsOf(timeZone: string, fromYear: number, toYear: number): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsetAt = (ms: number): string =>
    format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const monthMs = 30 * 86_400_000;
  const found: number[] = [];
  const end = Date.UTC(toYear, 0, 1);
  for (let from = Date.UTC(fromYear, 0, 1); from < end; from += monthMs) {
    let [low, high] = [from, from + monthMs];
    if (offsetAt(low) === offsetAt(high)) continue;
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
      if (offsetAt(middle) === offsetAt(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

/** Hour, minute and second that a clock on the wall shows. */
export function wallTime(timeZone: string, instantMs: number): { hour: number; minute: number; second: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const field = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  return { hour: field.hour ?? 0, minute: field.minute ?? 0, second: field.second ?? 0 };
}

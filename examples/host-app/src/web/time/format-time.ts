const formats = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  formats.set(key, made);
  return made;
}

const format = (instant: string, timeZone: string, options: Intl.DateTimeFormatOptions): string =>
  formatter(timeZone, options).format(new Date(instant));

/** `18:00` */
export const timeOf = (instant: string, timeZone: string): string =>
  format(instant, timeZone, { hour: '2-digit', minute: '2-digit' });

/** `Mon 23 Nov` */
export const dayOf = (instant: string, timeZone: string): string =>
  format(instant, timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');

/** `Mon 23 Nov, 18:00` */
export const momentOf = (instant: string, timeZone: string): string =>
  `${dayOf(instant, timeZone)}, ${timeOf(instant, timeZone)}`;

/** `Mon 23 Nov, 18:00 – 19:00`, with the second day only where it is another one. */
export function windowOf(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  timeZone: string,
): string {
  const isOneDay = dayOf(startsAt, timeZone) === dayOf(endsAt, timeZone);
  return `${momentOf(startsAt, timeZone)} – ${isOneDay ? timeOf(endsAt, timeZone) : momentOf(endsAt, timeZone)}`;
}

/** `18:00 – 19:00`, with the days where it goes over midnight. */
export function timesOf(window: { readonly startsAt: string; readonly endsAt: string }, timeZone: string): string {
  const isOneDay = dayOf(window.startsAt, timeZone) === dayOf(window.endsAt, timeZone);
  return isOneDay
    ? `${timeOf(window.startsAt, timeZone)} – ${timeOf(window.endsAt, timeZone)}`
    : windowOf(window, timeZone);
}

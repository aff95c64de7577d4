const formats = new Map<string, { day: Intl.DateTimeFormat; time: Intl.DateTimeFormat }>();

function formatsOf(timeZone: string) {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  formats.set(timeZone, { day, time });
  return { day, time };
}

/** `Mon, 23 Nov 18:00 to 19:00`; the second day only where it is another one. */
export function windowWords(window: { readonly startsAt: string; readonly endsAt: string }, timeZone: string): string {
  const { day, time } = formatsOf(timeZone);
  const [from, to] = [new Date(window.startsAt), new Date(window.endsAt)];
  const [firstDay, lastDay] = [day.format(from), day.format(to)];
  const end = firstDay === lastDay ? time.format(to) : `${lastDay} ${time.format(to)}`;
  return `${firstDay} ${time.format(from)} to ${end}`;
}

/** `18:00` on the clock of that zone. */
export function timeWords(instant: string | number, timeZone: string): string {
  return formatsOf(timeZone).time.format(new Date(instant));
}

/** `Mon, 23 Nov` of a local date such as `2026-11-23`. */
export function dateWords(date: string): string {
  return formatsOf('UTC').day.format(new Date(`${date}T00:00:00Z`));
}

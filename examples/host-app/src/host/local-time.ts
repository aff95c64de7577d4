import { isTimeZone, utcOffsetMs } from '@acx/core/provider';

/** Wall-clock time of a zone as the instant that it is; absent for what is no time, or is left out when clocks change. */
export function localToInstant(local: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || !isTimeZone(timeZone)) return undefined;
  const wallMs = Date.parse(`${local}:00Z`);
  // A day that there is not would become one of the next month.
  if (Number.isNaN(wallMs) || !new Date(wallMs).toISOString().startsWith(local)) return undefined;
  // Twice, because the offset of the first guess may be that of the other side of a change. Of two equal times, the first one.
  const guess = wallMs - utcOffsetMs(timeZone, wallMs);
  const instants = [
    wallMs - utcOffsetMs(timeZone, guess - 7_200_000),
    wallMs - utcOffsetMs(timeZone, guess + 7_200_000),
  ];
  const found = instants.sort((a, b) => a - b).find((ms) => ms + utcOffsetMs(timeZone, ms) === wallMs);
  return found === undefined ? undefined : new Date(found).toISOString();
}

/** An instant as wall-clock time of a zone: `2026-11-23T18:00`. */
export function instantToLocal(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + utcOffsetMs(timeZone, ms)).toISOString().slice(0, 16);
}

/** An instant for people: `23 November, 18:00`. */
export function tellInstant(instant: string, timeZone: string): string {
  const day = new Date(instant).toLocaleDateString('en-GB', { timeZone, day: 'numeric', month: 'long' });
  return `${day}, ${instantToLocal(instant, timeZone).slice(11)}`;
}

/** A window for people: `23 November, 18:00 to 19:00`. */
export function tellWindow({ startsAt, endsAt }: { startsAt: string; endsAt: string }, timeZone: string): string {
  const [from, to] = [tellInstant(startsAt, timeZone), tellInstant(endsAt, timeZone)];
  const [fromDay, toDay] = [from, to].map((text) => text.slice(0, -5));
  return `${from} to ${fromDay === toDay ? to.slice(-5) : to}`;
}

/** Wall-clock times of a zone, as `<input type="datetime-local">` has them: `2026-11-23T18:00`. */

const wallClock = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

/** The wall-clock time of an instant. */
export const toLocal = (instant: string | number, timeZone: string): string =>
  wallClock(timeZone).format(new Date(instant)).replace(' ', 'T');

/** Minutes later on the wall, whatever the clocks do that night. */
export const addLocalMinutes = (local: string, minutes: number): string =>
  new Date(Date.parse(`${local}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** Minutes between two times on the wall. */
export const localMinutesBetween = (from: string, to: string): number =>
  (Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 60_000;

/** The instant of a wall-clock time; of one that is skipped, the same distance after midnight. */
export function fromLocal(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let instant = wanted;
  // The offset at the guess may not be the one at the answer: the second round has it.
  for (let round = 0; round < 2; round += 1) {
    instant += wanted - Date.parse(`${toLocal(instant, timeZone)}:00Z`);
  }
  return new Date(instant).toISOString();
}

/** The next midnight of a zone, as an instant. */
export function nextMidnight(now: string, timeZone: string): string {
  const tomorrow = addLocalMinutes(`${toLocal(now, timeZone).slice(0, 10)}T00:00`, 24 * 60);
  return fromLocal(tomorrow, timeZone);
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const instantPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
const durationPattern =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Blanks around a value that is no text mean nothing. */
const collapse = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** `xs:int`; nothing when it is none. */
export function readInteger(text: string): number | undefined {
  const collapsed = collapse(text);
  const number = Number(collapsed);
  return /^[+-]?\d+$/.test(collapsed) && Math.abs(number) <= 2 ** 31 - 1 ? number : undefined;
}

/** `xs:boolean`: true, false, 1, 0. */
export function readBoolean(text: string): boolean | undefined {
  const collapsed = collapse(text);
  if (collapsed === 'true' || collapsed === '1') return true;
  return collapsed === 'false' || collapsed === '0' ? false : undefined;
}

/** `xs:dateTime` in milliseconds; nothing for a date that does not exist, and for one without offset: nobody knows which instant it is (assumed). */
export function readInstantMs(text: string): number | undefined {
  const match = instantPattern.exec(collapse(text));
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = match;
  const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isDay = new Date(dayMs).toISOString().startsWith(`${year}-${month}-${day}`);
  const isMidnight = Number(hour) === 24 && Number(minute) === 0 && Number(second) === 0 && !/[1-9]/.test(fraction);
  const isTime = isMidnight || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60);
  const offset = Number(offsetHour) * 60 + Number(offsetMinute);
  if (!isDay || !isTime || Number(offsetMinute) > 59 || offset > 14 * 60) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = dayMs + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  return local - (sign === '-' ? -offset : offset) * MINUTE_MS;
}

/** `xs:duration` in milliseconds, not negative; a month has 30 days and a year 365 (assumed). */
export function readDurationMs(text: string): number | undefined {
  const match = durationPattern.exec(collapse(text));
  if (match === null) return undefined;
  const [years, months, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const wholeDays = (years ?? 0) * 365 + (months ?? 0) * 30 + (days ?? 0);
  return wholeDays * DAY_MS + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS + (seconds ?? 0) * 1000;
}

/** `xs:hexBinary`, in upper case. */
export function readHex(text: string): string | undefined {
  const collapsed = collapse(text);
  return /^(?:[\dA-Fa-f]{2})*$/.test(collapsed) ? collapsed.toUpperCase() : undefined;
}

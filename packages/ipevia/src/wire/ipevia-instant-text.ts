import type { Instant } from '@acx/core/provider';

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * The instant that an `xs:dateTime` means; `undefined` when it means none. Without an offset it is taken for UTC. Fractions beyond
 * milliseconds are cut off; 24:00:00 is the end of the day.
 */
export function readInstant(text: string): Instant | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', offset = 'Z'] = match;
  const isEndOfDay = hour === '24';
  if (isEndOfDay && (minute !== '00' || second !== '00' || /[1-9]/.test(fraction))) return undefined;
  const ms = Date.parse(
    `${year}-${month}-${day}T${isEndOfDay ? '00' : hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  );
  // Date.parse takes the 31st of any month for the 1st of the next.
  if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(day)) return undefined;
  const instant = new Date(ms + (isEndOfDay ? 86_400_000 : 0) - offsetMs(offset)).toISOString();
  return instant.length === 24 ? instant : undefined;
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const ms = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * 60_000;
  return offset.startsWith('-') ? -ms : ms;
}

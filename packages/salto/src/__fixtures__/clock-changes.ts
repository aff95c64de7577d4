/** Zones whose clocks are changed in every way that is known: by half an hour, at midnight, over the date line, at Ramadan, and not at all. */
export const changingZones = [
  'Europe/Dublin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/St_Johns',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Asia/Beirut',
  'America/Caracas',
  'Pacific/Chatham',
  'Asia/Tehran',
] as const;

/** A moment at which the clock of a zone is changed. */
export interface ClockChange {
  /** The first instant with the new offset. */
  readonly atMs: number;
  /** By how much the clock is set on; negative where it is set back. */
  readonly byMs: number;
}

const DAY_MS = 86_400_000;
const faces = new Map<string, Intl.DateTimeFormat>();

function faceOf(timeZone: string): Intl.DateTimeFormat {
  const known = faces.get(timeZone);
  if (known !== undefined) return known;
  const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const face = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', ...digits });
  faces.set(timeZone, face);
  return face;
}

/** `2026-07-01T18:00:00` as the platform says it. */
export function platformLocal(timeZone: string, ms: number): string {
  return faceOf(timeZone).format(ms).replace(' ', 'T');
}

function offsetMs(timeZone: string, ms: number): number {
  return Date.parse(`${platformLocal(timeZone, ms)}Z`) - ms;
}

/** Every change of the clock from the beginning of a year to the beginning of another, found day by day. */
export function clockChanges(timeZone: string, fromYear: number, toYear: number): ClockChange[] {
  const found: ClockChange[] = [];
  const endMs = Date.UTC(toYear, 0, 1);
  for (let fromMs = Date.UTC(fromYear, 0, 1); fromMs < endMs; fromMs += DAY_MS) {
    const before = offsetMs(timeZone, fromMs);
    const after = offsetMs(timeZone, fromMs + DAY_MS);
    if (before === after) continue;
    let [low, high] = [fromMs, fromMs + DAY_MS];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetMs(timeZone, middle) === before) low = middle;
      else high = middle;
    }
    found.push({ atMs: high, byMs: after - before });
  }
  return found;
}

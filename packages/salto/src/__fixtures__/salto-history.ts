import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { createTestHost } from './salto-host';

/** Plays so many histories. A failure says with which seed it comes again: `ACX_SEED`; `ACX_RUNS` multiplies them. */
export async function checkHistories(histories: fc.Arbitrary<SaltoHistory>, numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(histories, playHistory), seeded(numRuns));
}

/** One thing that a host does, in minutes from the beginning. */
interface Deed {
  readonly atMinute: number;
  readonly booking: number;
  readonly apartment: '501' | '502';
  readonly zone: 'GYM' | 'POOL';
  readonly startMinute: number;
  readonly minutes: number;
  /** It takes the booking back instead. */
  readonly isCancel: boolean;
}

/** A few days in a building. */
export interface SaltoHistory {
  readonly timeZone: string;
  readonly startsAt: string;
  readonly days: number;
  readonly deeds: readonly Deed[];
  /** Days from the beginning that Space's calendar calls a holiday. */
  readonly holidays: readonly number[];
  readonly knowsCalendar: boolean;
  readonly isStrict: boolean;
  readonly zoneLists: 'replace' | 'merge';
  readonly readsAccessLevels: boolean;
  readonly isAwkward: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const beginnings: readonly (readonly [timeZone: string, startsAt: string])[] = [
  ['Europe/Dublin', '2026-06-01T08:00:00.000Z'],
  ['Europe/Dublin', '2026-10-24T08:00:00.000Z'],
  ['Europe/Dublin', '2027-03-27T08:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-04T00:00:00.000Z'],
  ['America/Havana', '2026-10-31T12:00:00.000Z'],
  ['Asia/Kathmandu', '2026-12-30T12:00:00.000Z'],
];

const DAYS = 2;

/** Histories of two days, some of them nights in which the clock is changed. */
export const historiesWhere = (zoneLists: SaltoHistory['zoneLists']): fc.Arbitrary<SaltoHistory> =>
  fc
    .record({
      beginning: fc.constantFrom(...beginnings),
      deeds: fc.array(
        fc.record({
          atMinute: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: DAYS * DAY_MINUTES - 1 })),
          booking: fc.nat({ max: 3 }),
          apartment: fc.constantFrom('501' as const, '502' as const),
          zone: fc.constantFrom('GYM' as const, 'POOL' as const),
          startMinute: fc.nat({ max: DAYS * DAY_MINUTES - 1 }),
          minutes: fc.oneof(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 1, max: 2000 })),
          isCancel: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      holidays: fc.array(fc.nat({ max: DAYS }), { maxLength: 2 }),
      knowsCalendar: fc.boolean(),
      isStrict: fc.boolean(),
      zoneLists: fc.constant(zoneLists),
      readsAccessLevels: fc.boolean(),
      isAwkward: fc.boolean(),
    })
    .map(({ beginning: [timeZone, startsAt], deeds, ...more }) => ({
      ...more,
      timeZone,
      startsAt,
      days: DAYS,
      deeds: [...deeds].sort((a, b) => a.atMinute - b.atMinute),
    }));

type Span = { readonly startMs: number; readonly endMs: number };

/** Plays a history on the fixed clock and asks the doors at every minute. @throws when one is open for nobody, or closed for somebody. */
async function playHistory(history: SaltoHistory): Promise<void> {
  const { timeZone, startsAt, days, deeds, knowsCalendar, isStrict, zoneLists, readsAccessLevels, isAwkward } = history;
  const startMs = Date.parse(startsAt);
  const dateOf = (day: number): string => new Date(startMs + day * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10);
  const specialDates = history.holidays.map(dateOf);
  const host = createTestHost({
    startsAt,
    timeZone,
    switches: { zoneList: zoneLists, duplicate: 'overwrite', readsLevels: readsAccessLevels, awkward: isAwkward },
    salto: {
      zoneLists,
      exactness: isStrict ? 'strict' : 'adjust',
      ...(knowsCalendar ? { calendar: { from: dateOf(-30), until: dateOf(30), specialDates } } : {}),
      ...(readsAccessLevels
        ? {}
        : { readsAccessLevels: false, fixedZones: [{ accessLevel: '*', zone: 'LOBBY', timetable: 0 }] }),
    },
  });
  const { simulator, clock, access, ledger } = host;
  for (const date of specialDates) simulator.setSpecialDay(date, 'holiday');
  const booked = new Map<string, Span & { readonly pair: string }>();
  const everBooked = new Set<string>();
  const endMs = startMs + days * DAY_MINUTES * MINUTE_MS;
  let next = 0;
  for (let nowMs = startMs; nowMs < endMs; ) {
    for (
      let deed = deeds[next];
      deed !== undefined && startMs + deed.atMinute * MINUTE_MS <= nowMs;
      deed = deeds[next]
    ) {
      next += 1;
      await carryOut(deed, startMs, booked, access);
    }
    await access.runDue();
    const dueAt = await ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));
    const deedMs = deeds[next] === undefined ? endMs : startMs + (deeds[next]?.atMinute ?? 0) * MINUTE_MS;
    const untilMs = Math.min(endMs, deedMs, dueAt === undefined ? endMs : Date.parse(dueAt));
    if (untilMs <= nowMs)
      throw new Error(`The engine wants to look again at once at ${new Date(nowMs).toISOString()}.`);
    const excused = await readExcuses(host.ledger, booked, isStrict);
    for (const { pair } of booked.values()) everBooked.add(pair);
    askDoors(simulator, { fromMs: nowMs, untilMs, booked, everBooked, excused });
    nowMs = untilMs;
    await clock.advanceTo(new Date(nowMs));
  }
}

async function carryOut(
  deed: Deed,
  startMs: number,
  booked: Map<string, Span & { readonly pair: string }>,
  access: ReturnType<typeof createTestHost>['access'],
): Promise<void> {
  const id = `b${deed.booking}`;
  if (deed.isCancel) {
    booked.delete(id);
    await access.cancelBooking(id);
    return;
  }
  const from = startMs + deed.startMinute * MINUTE_MS;
  const span = { startMs: from, endMs: from + deed.minutes * MINUTE_MS };
  booked.set(id, { ...span, pair: `APT-${deed.apartment} ${deed.zone}` });
  await access.putBooking({
    id,
    resourceId: deed.zone.toLowerCase(),
    startsAt: new Date(span.startMs).toISOString(),
    endsAt: new Date(span.endMs).toISOString(),
    holders: [{ holderId: deed.apartment }],
  });
}

/** What was said openly: stretches that may open besides, and bookings that are refused. */
interface Excuses {
  readonly mayOpen: ReadonlyMap<string, readonly Span[]>;
  readonly refused: ReadonlySet<string>;
}

async function readExcuses(
  ledger: ReturnType<typeof createTestHost>['ledger'],
  booked: ReadonlyMap<string, { readonly pair: string }>,
  isStrict: boolean,
): Promise<Excuses> {
  const mayOpen = new Map<string, Span[]>();
  const refused = new Set<string>();
  await ledger.transaction(async ({ permissions }) => {
    for (const [id, { pair }] of booked)
      for (const { status } of await permissions.listOfBooking(id)) {
        if (status.state === 'failed' && status.error?.problem === 'not_representable') {
          if (!isStrict) throw new Error(`${id} is refused although strictness was not asked for.`);
          refused.add(id);
        }
        for (const { startsAt, endsAt, adjustments } of status.windows)
          if (adjustments.some((name) => name === 'repeated_hour' || name === 'special_day')) {
            if (isStrict) throw new Error(`${id} may open besides although strictness was asked for.`);
            mayOpen.set(pair, [
              ...(mayOpen.get(pair) ?? []),
              { startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) },
            ]);
          }
      }
  });
  return { mayOpen, refused };
}

/** Asks every minute whether each apartment passes each zone. */
function askDoors(
  simulator: ReturnType<typeof createTestHost>['simulator'],
  stretch: {
    fromMs: number;
    untilMs: number;
    booked: ReadonlyMap<string, Span & { readonly pair: string }>;
    everBooked: ReadonlySet<string>;
    excused: Excuses;
  },
): void {
  const { fromMs, untilMs, booked, everBooked, excused } = stretch;
  const isIn = (ms: number, { startMs, endMs }: Span): boolean => startMs <= ms && ms < endMs;
  for (const accessLevel of ['APT-501', 'APT-502', 'APT-503'])
    for (const zone of ['GYM', 'POOL']) {
      const pair = `${accessLevel} ${zone}`;
      const wishes = [...booked].filter(([, booking]) => booking.pair === pair);
      const wanted = wishes.map(([, span]) => span);
      const served = wishes.filter(([id]) => !excused.refused.has(id)).map(([, span]) => span);
      const besides = excused.mayOpen.get(pair) ?? [];
      // Where nobody has ever booked, every half hour is enough.
      const stepMs = everBooked.has(pair) ? MINUTE_MS : 30 * MINUTE_MS;
      for (let ms = fromMs; ms < untilMs; ms += stepMs) {
        const isOpen = simulator.levelOpensZone({ accessLevel, zone, at: new Date(ms) });
        const span = (spans: readonly Span[]): boolean => spans.some((candidate) => isIn(ms, candidate));
        if (isOpen && !span(wanted) && !span(besides))
          throw new Error(`${pair} opens at ${new Date(ms).toISOString()} for nobody.`);
        if (!isOpen && span(served)) throw new Error(`${pair} stays closed at ${new Date(ms).toISOString()}.`);
      }
    }
  if (!simulator.levelOpensZone({ accessLevel: 'APT-503', zone: 'LOBBY' })) throw new Error('A foreign right is gone.');
  if (!simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'LOBBY' })) throw new Error('A foreign right is gone.');
}

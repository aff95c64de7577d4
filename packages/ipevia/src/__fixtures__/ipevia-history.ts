import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { createTestHost, hexOf, type TestHost } from './ipevia-host';
import type { IpeviaVariant } from './ipevia-variants';

/** One thing that a host does, in minutes from the beginning. */
interface Deed {
  readonly atMinute: number;
  readonly booking: number;
  readonly holder: keyof typeof hexOf;
  /** Zone B has no buffers, zone A opens a quarter of an hour early and closes one late. */
  readonly zone: 'zone-a' | 'zone-b';
  readonly startMinute: number;
  readonly minutes: number;
  /** It takes the booking back instead. */
  readonly isCancel: boolean;
}

/** Something that goes wrong between us and the vendor. */
interface Mishap {
  readonly atMinute: number;
  readonly kind: 'lost answer' | 'lost request' | 'unavailable' | 'restart' | 'right deleted';
}

/** A day and a half at the car park. */
export interface IpeviaHistory {
  readonly deeds: readonly Deed[];
  readonly mishaps: readonly Mishap[];
  /** Somebody has made a credential for Cleo's card by hand. */
  readonly hasForeignCredential: boolean;
  readonly isAwkward: boolean;
}

const START_MS = Date.parse('2026-10-24T20:00:00.000Z');
const MINUTE_MS = 60_000;
const BUFFER_MINUTES = 15;
/** Mishaps only happen before; from then on the barrier must be exact again. */
const CALM_MINUTE = 1000;
const LAST_MINUTE = 2000;
/** A visitor's number that an operator has put there by hand. */
const FOREIGN_HEX = '00000AAAAA';

const deedsFrom = fc.array(
  fc.record({
    atMinute: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: LAST_MINUTE - 1 })),
    booking: fc.nat({ max: 4 }),
    holder: fc.constantFrom('ada' as const, 'ben' as const, 'cleo' as const),
    zone: fc.constantFrom('zone-a' as const, 'zone-b' as const),
    startMinute: fc.nat({ max: LAST_MINUTE - 1 }),
    minutes: fc.oneof(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 1, max: 1200 })),
    isCancel: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  { minLength: 1, maxLength: 6 },
);
const byMinute = (a: { atMinute: number }, b: { atMinute: number }): number => a.atMinute - b.atMinute;

/** Histories without anything going wrong, or with. */
export const historiesWith = (mishaps: 'no mishaps' | 'mishaps'): fc.Arbitrary<IpeviaHistory> =>
  fc
    .record({
      deeds: deedsFrom,
      mishaps:
        mishaps === 'no mishaps'
          ? fc.constant([])
          : fc.array(
              fc.record({
                atMinute: fc.nat({ max: CALM_MINUTE - 1 }),
                kind: fc.constantFrom(
                  ...(['lost answer', 'lost request', 'unavailable', 'restart', 'right deleted'] as const),
                ),
              }),
              { minLength: 1, maxLength: 4 },
            ),
      hasForeignCredential: fc.boolean(),
      isAwkward: fc.boolean(),
    })
    .map((history) => ({
      ...history,
      deeds: [...history.deeds].sort(byMinute),
      mishaps: [...history.mishaps].sort(byMinute),
    }));

/** Plays so many histories. A failure says with which seed it comes again: `ACX_SEED`; `ACX_RUNS` multiplies them. */
export async function checkHistories(
  variant: IpeviaVariant,
  histories: fc.Arbitrary<IpeviaHistory>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, (history) => playHistory(variant, history)),
    seeded(numRuns),
  );
}

type Span = { readonly fromMinute: number; readonly untilMinute: number };
type Booked = Span & { readonly holder: keyof typeof hexOf };

async function playHistory(variant: IpeviaVariant, history: IpeviaHistory): Promise<void> {
  const host = createTestHost({
    startsAt: new Date(START_MS).toISOString(),
    switches: { ...variant.switches, auth: 'none', awkward: history.isAwkward },
    ipevia: variant.options,
  });
  const { simulator, clock, ledger } = host;
  const isWhitelist = variant.options.strategy === 'whitelist';
  const isWrittenAhead = !isWhitelist && variant.options.validity !== 'none';
  if (isWhitelist && variant.options.whitelist !== 'ours') simulator.addToWhitelist(FOREIGN_HEX);
  if (!isWhitelist && history.hasForeignCredential)
    simulator.addCredential({ token: 'by-hand', card: hexOf.cleo, accessProfiles: [] });
  const foreignBefore = describeForeign(host);
  const booked = new Map<string, Booked>();
  const everBooked: Booked[] = [];
  const pending = [
    ...history.deeds.map((deed) => ({ atMinute: deed.atMinute, run: () => carryOut(host, deed, booked, everBooked) })),
    ...history.mishaps.map((mishap) => ({ atMinute: mishap.atMinute, run: () => goWrong(host, mishap) })),
  ].sort(byMinute);
  const endMs = START_MS + LAST_MINUTE * MINUTE_MS;
  const isCalmFromMs = history.mishaps.length === 0 ? START_MS : START_MS + CALM_MINUTE * MINUTE_MS;
  let isHealed = history.mishaps.length === 0;
  for (let nowMs = START_MS; nowMs < endMs; ) {
    while (pending[0] !== undefined && START_MS + pending[0].atMinute * MINUTE_MS <= nowMs)
      await pending.shift()?.run();
    if (!isHealed && nowMs >= isCalmFromMs) {
      isHealed = true;
      simulator.levers.reset();
      await host.access.runDue();
      await host.access.check({ providerId: 'car-park', mode: 'heal', allowMassRevocation: true });
    }
    await host.access.runDue();
    const dueAt = await ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));
    const eventMs = pending[0] === undefined ? endMs : START_MS + pending[0].atMinute * MINUTE_MS;
    const dueMs = dueAt === undefined ? endMs : Math.max(Date.parse(dueAt), nowMs + 1);
    const untilMs = Math.min(endMs, eventMs, dueMs, isHealed ? endMs : isCalmFromMs);
    if (isHealed) askBarrier(host, nowMs, untilMs, booked);
    else if (isWrittenAhead) askForStrangers(host, nowMs, untilMs, everBooked);
    nowMs = untilMs;
    await clock.advanceTo(new Date(nowMs));
  }
  if (describeForeign(host) !== foreignBefore) throw new Error('What somebody else has made is not as it was.');
}

/** What is there besides our own rights, as text. */
function describeForeign({ simulator }: TestHost): string {
  const { credentials, whitelist } = simulator.state;
  const { accessProfiles: _profiles, ...byHand } = credentials.get('by-hand') ?? { accessProfiles: [] };
  return JSON.stringify([byHand, [...whitelist.values()].filter(({ value }) => value === FOREIGN_HEX)]);
}

async function carryOut(
  { access }: TestHost,
  deed: Deed,
  booked: Map<string, Booked>,
  everBooked: Booked[],
): Promise<void> {
  const id = `b${deed.booking}`;
  if (deed.isCancel) {
    booked.delete(id);
    await access.cancelBooking(id);
    return;
  }
  const buffer = deed.zone === 'zone-a' ? BUFFER_MINUTES : 0;
  const endMinute = deed.startMinute + deed.minutes;
  const wish = { holder: deed.holder, fromMinute: deed.startMinute - buffer, untilMinute: endMinute + buffer };
  booked.set(id, wish);
  everBooked.push(wish);
  await access.putBooking({
    id,
    resourceId: deed.zone,
    startsAt: new Date(START_MS + deed.startMinute * MINUTE_MS).toISOString(),
    endsAt: new Date(START_MS + endMinute * MINUTE_MS).toISOString(),
    holders: [{ holderId: deed.holder }],
  });
}

async function goWrong(host: TestHost, { kind }: Mishap): Promise<void> {
  const { levers, state, isWrite } = host.simulator;
  if (kind === 'lost answer') levers.dropAnswer({ when: isWrite });
  else if (kind === 'lost request') levers.dropRequest();
  else if (kind === 'unavailable') levers.failNext({ status: 503 }, { times: 2 });
  else if (kind === 'restart') host.restart();
  else if (kind === 'right deleted') {
    const [listed] = [...state.whitelist.values()].filter(({ value }) => value !== FOREIGN_HEX);
    if (listed !== undefined) host.simulator.removeFromWhitelist(listed.value);
    const own = [...state.credentials.keys()].find((token) => token !== 'by-hand');
    if (own !== undefined) host.simulator.removeCredential(own);
  }
}

/**
 * While things go wrong a right may be missing, or stay after a cancellation that could not be sent. A vendor that closes by itself lets
 * nobody in at a minute that they have never booked all the same.
 */
function askForStrangers(
  { simulator }: TestHost,
  fromMs: number,
  untilMs: number,
  everBooked: readonly Booked[],
): void {
  for (const [holder, card] of Object.entries(hexOf)) {
    const spans = everBooked.filter((span) => span.holder === holder);
    for (const minute of minutesBetween(fromMs, untilMs)) {
      const at = new Date(START_MS + minute * MINUTE_MS);
      if (simulator.opens({ card, at }) && !isWithin(spans, minute))
        throw new Error(`The barrier opens for ${holder} at ${at.toISOString()}, which they never booked.`);
    }
  }
}

function* minutesBetween(fromMs: number, untilMs: number): Generator<number> {
  for (let minute = Math.ceil((fromMs - START_MS) / MINUTE_MS); START_MS + minute * MINUTE_MS < untilMs; minute += 1)
    yield minute;
}

function isWithin(spans: readonly Span[], minute: number): boolean {
  return spans.some(({ fromMinute, untilMinute }) => fromMinute <= minute && minute < untilMinute);
}

/** Asks every minute whether the barrier opens for exactly those who have booked. */
function askBarrier({ simulator }: TestHost, fromMs: number, untilMs: number, booked: Map<string, Booked>): void {
  for (const [holder, card] of Object.entries(hexOf)) {
    const spans = [...booked.values()].filter((span) => span.holder === holder);
    for (const minute of minutesBetween(fromMs, untilMs)) {
      const isBooked = isWithin(spans, minute);
      const at = new Date(START_MS + minute * MINUTE_MS);
      const isOpen = simulator.opens({ card, at });
      if (isOpen && !isBooked) throw new Error(`The barrier opens for ${holder} at ${at.toISOString()} for nobody.`);
      if (!isOpen && isBooked) throw new Error(`The barrier stays closed for ${holder} at ${at.toISOString()}.`);
    }
  }
}

import type { Ledger } from '../../ports/ledger';
import type { GrantRecord } from '../../ports/ledger-records';
import { checkVendor } from './check-vendor';
import { EDGE_MS, PROMPT_MS, RECOVERY_MS } from './fault-bounds';
import type { FaultWorld } from './fault-world';
import { isLapsed } from './landing-laws';
import { pairKey } from './wanted-windows';

const MINUTE_MS = 60_000;
/** How often the end waits for a time without a window's edge. */
const MOST_WAITS = 12;

/** The trouble is over. Everything comes to rest, is looked at, and is stopped. @param ledger To look into what is stored. */
export async function judgeRest(world: FaultWorld, ledger: Ledger, judgeDoors: () => number): Promise<void> {
  const { clock, weather, crew, judge, wishes, manifest } = world;
  judge.note('the trouble is over');
  weather.clear();
  crew.spare();
  await crew.fill(2);
  await clock.advanceBy(RECOVERY_MS);
  if (wishes.notKnown().length > 0) judge.condemn('nothing is lost', `Never acknowledged: ${wishes.notKnown()}.`);
  if (manifest.listing) {
    // After long trouble so much may differ that the brake stops a check; then a person looks, and lets it go on.
    const healed = checkVendor(world, 'heal', true);
    await clock.advanceBy(2 * PROMPT_MS);
    if ((await healed) === undefined) judge.condemn('a check heals', 'A healing check could not be done.');
  }
  await awayFromEdges(world);
  judgeDoors();
  await judgeLedger(world, ledger);
  if (manifest.listing) {
    const report = checkVendor(world, 'report');
    await clock.advanceBy(PROMPT_MS);
    const drift = (await report)?.drift ?? [];
    if (drift.length > 0) judge.condemn('a check heals', `There still is drift: ${JSON.stringify(drift)}`);
  }
  await judgeSilence(world);
  await stopAll(world);
}

/** An unchanged world costs nothing, also when everything is said again. */
async function judgeSilence(world: FaultWorld): Promise<void> {
  const { clock, fake, host, judge } = world;
  await awayFromEdges(world);
  const { writes } = fake;
  host.sayAllAgain();
  await clock.advanceBy(PROMPT_MS);
  if (fake.writes > writes)
    judge.condemn('an unchanged world costs nothing', `${fake.writes - writes} writes too many.`);
}

async function stopAll({ crew, clock, judge }: FaultWorld): Promise<void> {
  const stopped = crew.working.map((process) => crew.retire(process));
  let isDone = false;
  void Promise.all(stopped).then(() => {
    isDone = true;
  });
  await clock.advanceBy(MINUTE_MS);
  if (!isDone) judge.condemn('a stop leaves nothing behind', 'A process did not stop within a minute.');
}

/** Moves on until no window begins or ends near, so that nothing has to be written. */
async function awayFromEdges({ clock, wishes, minuteOf }: FaultWorld): Promise<void> {
  for (let waits = 0; waits < MOST_WAITS; waits += 1) {
    const from = minuteOf(clock.nowMs() - 2 * EDGE_MS);
    const to = minuteOf(clock.nowMs() + 2 * PROMPT_MS + EDGE_MS);
    const isEdge = (minute: number): boolean => from <= minute && minute <= to;
    if (!wishes.doors().some(({ span, booking }) => [span.from, span.to, booking.startMinute].some(isEdge))) return;
    await clock.advanceBy(MINUTE_MS);
  }
}

/** Ledger, statuses, journal and vendor agree. */
async function judgeLedger(world: FaultWorld, ledger: Ledger): Promise<void> {
  const { judge, wishes, manifest, clock, minuteOf } = world;
  const grants = await ledger.transaction((transaction) => transaction.grants.listOfProvider(manifest.id));
  judgeGrants(world, grants);
  for (const { bookingId, revision, booking } of wishes.latest()) {
    const found = await ledger.transaction(async ({ bookings, permissions, journal }) => ({
      record: await bookings.find(bookingId),
      permissions: await permissions.listOfBooking(bookingId),
      journal: await journal.listOfBooking(bookingId, 1_000),
    }));
    const { status, revision: stored } = found.record?.booking ?? {};
    if (stored !== revision || status !== (booking === undefined ? 'cancelled' : 'confirmed'))
      judge.condemn('order does not matter', `${bookingId} is ${status} in revision ${stored}, not ${revision}.`);
    const told = found.journal.find(({ kind }) => kind === 'booking_stored' || kind === 'booking_cancelled');
    if (told !== undefined && (told.kind === 'booking_cancelled') !== (booking === undefined))
      judge.condemn('the journal agrees', `${bookingId} is ${status}, not: ${told.text}`);
    const now = minuteOf(clock.nowMs());
    for (const { permission, status: progress } of found.permissions) {
      const key = pairKey(permission);
      // By the judge's own idea: of what was over before it was moved into the past, the ledger keeps the former window.
      const door = wishes.doors().find((item) => item.booking.id === bookingId && item.pair === key);
      const isOver = door === undefined || door.span.to <= now;
      const isNow = door !== undefined && door.span.from <= now;
      const allowed = isOver ? ['ended'] : isNow ? ['live', 'scheduled'] : ['scheduled', 'waiting'];
      if (!allowed.includes(progress.state))
        judge.condemn(
          'statuses agree',
          `${bookingId} at ${key} is ${progress.state} at minute ${now}: ${JSON.stringify(progress.error)}`,
        );
    }
  }
}

function judgeGrants({ judge, vendor, clock }: FaultWorld, grants: readonly GrantRecord[]): void {
  const nowMs = clock.nowMs();
  const text = (windows: unknown): string => JSON.stringify(windows ?? 'always');
  const held = vendor.ours().filter((record) => !isLapsed(record, nowMs));
  const believed = grants.filter(({ lapsesAt }) => lapsesAt === undefined || Date.parse(lapsesAt) > nowMs);
  for (const { grantKey, certainty, state } of believed) {
    if (certainty === 'unknown') judge.condemn('nothing stays in doubt', `${grantKey} is still in doubt.`);
    const pair = pairKey({ subject: String(state?.subject), place: String(state?.place) });
    const records = held.filter((record) => pairKey(record) === pair);
    if (records.length !== 1 || text(records[0]?.windows) !== text(state?.windows))
      judge.condemn(
        'vendor and ledger agree',
        `${pair}: the ledger believes ${text(state?.windows)}, the vendor holds ${JSON.stringify(records)}`,
      );
  }
  if (held.length !== believed.length)
    judge.condemn(
      'vendor and ledger agree',
      `The vendor holds ${held.length} rights of ours, the ledger ${believed.length}.`,
    );
}

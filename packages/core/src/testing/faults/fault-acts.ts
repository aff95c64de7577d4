import { checkVendor } from './check-vendor';
import { RECOVERY_MS } from './fault-bounds';
import type { Spell } from './fault-weather';
import type { FaultWorld } from './fault-world';
import { sendBrokenFeed } from './send-broken-feed';
import { everySubjectAtPlace } from './wanted-windows';

/** Something that happens. Those that need the clock do not hold it up. */
type Act = (world: FaultWorld) => Promise<void> | void;

const spells: readonly Spell[] = [
  'outage',
  'storm',
  'errors',
  'slow_vendor',
  'lossy',
  'lossy',
  'ledger_down',
  'ledger_slow',
  'deaf_host',
];

const acts: readonly (readonly [number, Act])[] = [
  [10, ({ host }) => host.sayAnything()],
  [6, beginSpell],
  [3, crash],
  [1, hire],
  [1, retire],
  [1, stepClock],
  [2, editByHand],
  [1, forget],
  [2, addForeign],
  [2, (world) => void checkVendor(world, world.draws.chance(0.7) ? 'heal' : 'report')],
  [1, (world) => void sendBrokenFeed(world)],
  [1, lull],
];

/** One drawn act, and then some time. */
export async function playFaultAct(world: FaultWorld): Promise<void> {
  const { draws, clock } = world;
  const act = draws.weighted(acts);
  await act(world);
  const pauseMs = draws.weighted([
    [3, () => draws.between(0, 5_000)],
    [4, () => draws.between(5_000, 60_000)],
    [2, () => draws.between(60_000, 360_000)],
  ])();
  await clock.advanceBy(pauseMs);
}

function beginSpell({ draws, weather, judge, manifest }: FaultWorld): void {
  // What is refused is tried again by a healing check only.
  const spell = draws.pick(manifest.listing ? [...spells, 'refusals' as const] : spells);
  const durationMs = draws.weighted([
    [3, draws.between(1_000, 20_000)],
    [2, draws.between(20_000, 240_000)],
    [1, draws.between(240_000, 600_000)],
  ] as const);
  judge.note(`weather: ${spell} for ${Math.round(durationMs / 1_000)} s`);
  weather.begin(spell, durationMs);
}

function crash({ draws, crew }: FaultWorld): void {
  const process = crew.any();
  if (process === undefined) return;
  if (draws.chance(0.3)) process.gate.die();
  else process.gate.doom(draws.between(1, 40));
}

async function hire({ crew }: FaultWorld): Promise<void> {
  if (crew.working.length < 3) await crew.hire();
}

function retire({ crew }: FaultWorld): void {
  const process = crew.any();
  if (process !== undefined && crew.working.length > 1) void crew.retire(process);
}

function stepClock({ crew, weather, judge }: FaultWorld): void {
  const process = crew.any();
  if (process === undefined) return;
  weather.trouble();
  judge.note(`the clock of ${process.gate.name} is set`);
  process.stepClock();
}

function editByHand({ draws, vendor, manifest, judge }: FaultWorld): void {
  const records = vendor.ours();
  // What is not listed is not found, and a record without a mark that was altered cannot be told from others.
  if (!manifest.listing || records.length === 0) return;
  const record = draws.pick(records);
  const isAltered = manifest.marker && record.windows !== 'always' && draws.chance(0.5);
  judge.note(`console: ${record.vendorReference} is ${isAltered ? 'altered' : 'removed'}`);
  if (isAltered) vendor.alterOurs(record, { windows: 'always' });
  else vendor.removeOurs(record);
}

async function forget({ draws, vendor, manifest, judge }: FaultWorld): Promise<void> {
  if (!manifest.listing) return;
  const writes = draws.chance(0.3) ? 'everything' : draws.between(1, 4);
  judge.note(`the vendor starts again and has forgotten ${writes}`);
  await vendor.forget(writes);
}

function addForeign({ draws, vendor, manifest }: FaultWorld): void {
  const { place, subject } = draws.pick(everySubjectAtPlace);
  // Without marks, a foreign record that is word for word ours would be taken for ours.
  vendor.addForeign({ place, subject: manifest.marker ? subject : 'subject-eve', windows: 'always' });
}

/** Long enough without trouble that the doors must be exact. */
async function lull({ weather, crew, clock, judge, draws }: FaultWorld): Promise<void> {
  judge.note('a lull');
  weather.clear();
  await crew.fill(draws.between(1, 2));
  await clock.advanceBy(RECOVERY_MS + draws.between(0, 240_000));
}

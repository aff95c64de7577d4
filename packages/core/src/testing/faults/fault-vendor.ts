import type { FakeManifest } from '../fake/fake-provider-options';
import type { FakeContent, FakeRecord } from '../fake/fake-record';
import type { FakeVendor } from '../fake/fake-vendor';
import type { FakeWrite, FakeWriteResult } from '../fake/fake-wire';
import type { FaultClock } from './fault-clock';
import type { FaultJudge } from './fault-judge';
import type { FaultWeather } from './fault-weather';
import { judgeLanding, type LandingSetting, type WriteCall } from './landing-laws';
import { pairKey, type SubjectAtPlace } from './wanted-windows';

/** Why the engine cannot know that a door differs from the bookings; a healing check finds it. */
export type Surprise = 'edited by hand' | 'forgotten' | 'late call' | 'refused';

/** The vendor and its console, where people do what nobody tells us. */
export interface FaultVendor {
  /** A write call arrives. */
  land(writes: readonly FakeWrite[], call: WriteCall): Promise<readonly FakeWriteResult[]>;
  /** Our records, lapsed ones too. */
  ours(): FakeRecord[];
  addForeign(content: FakeContent): void;
  removeOurs(record: FakeRecord): void;
  alterOurs(record: FakeRecord, content: Partial<FakeContent>): void;
  /** A restart that loses the last writes, or everything that is held, foreign records too. */
  forget(writes: number | 'everything'): Promise<void>;
  surprise(pair: string, why: Surprise): void;
  surpriseAt(pair: string): Surprise | undefined;
  /** A healing check that began at this instant has found what was there to be found. Returns the pairs that are to be put right. */
  healed(startedMs: number): string[];
  readonly landed: number;
}

interface Landed {
  readonly before?: FakeRecord;
  readonly after?: FakeRecord;
}

/** What may still be on its way, or in a transaction, when something surprising happens: a check that begins sooner may miss it. */
const SETTLED_AFTER_MS = 180_000;

/** Puts a console and a watch around a fake vendor. */
export function createFaultVendor(
  setting: Omit<LandingSetting, 'vendor'> & {
    fake: FakeVendor;
    clock: FaultClock;
    judge: FaultJudge;
    weather: FaultWeather;
    manifest: FakeManifest;
  },
): FaultVendor {
  const { fake, clock, judge, weather, manifest, watch } = setting;
  const foreign = new Map<string, string>();
  const surprises = new Map<string, { why: Surprise; atMs: number }>();
  let history: Landed[] = [];
  let landed = 0;

  const ours = (): FakeRecord[] => fake.held().filter(({ vendorReference }) => !foreign.has(vendorReference));
  const surprise = (pair: string, why: Surprise): void => {
    weather.trouble();
    // What was refused is known to the engine; anything else weighs more.
    if (why === 'refused' && surprises.has(pair)) return;
    surprises.set(pair, { why, atMs: clock.nowMs() });
  };
  const surpriseAt = (pair: string): Surprise | undefined => surprises.get(pair)?.why;
  const find = (pair: string): FakeRecord | undefined =>
    ours()
      .filter((record) => pairKey(record) === pair)
      .at(-1);
  const lookAtForeign = (call: WriteCall): void => {
    const held = new Map(fake.held().map((record) => [record.vendorReference, JSON.stringify(record)]));
    for (const [reference, text] of foreign)
      if (held.get(reference) !== text) judge.condemn('foreign rights stay', `${call.gate.name} changed ${reference}.`);
  };
  const takeBack = async ({ before, after }: Landed): Promise<void> => {
    if (after !== undefined && before === undefined) fake.remove(after.vendorReference);
    // Without marks, an older state of a record that we have let go of is a stranger's record.
    else if (!manifest.marker) return;
    else if (after !== undefined && before !== undefined) fake.edit(after.vendorReference, before);
    else if (before?.marker !== undefined)
      await fake.wire.write([{ operation: 'put', locator: { marker: before.marker }, content: before }]);
    else return;
    surprise(pairKey(after ?? before ?? never()), 'forgotten');
  };

  return {
    async land(writes, call) {
      const isLate = !watch.isCurrent(call.lane, call.token);
      const names = writes.map(({ operation }) => operation).join(', ');
      judge.note(`${call.gate.name}: ${names} lands${isLate ? ', too late' : ''} (lane ${call.lane})`);
      // Where nothing is listed, or ours cannot be told from others, nobody could ever find what comes after its sender has given up.
      if (isLate && !(manifest.listing && manifest.marker)) return [];
      const pairs = writes.map(pairOf).map((pair, index) => pair ?? call.pairs[index] ?? '');
      const befores = pairs.map(find);
      const results = await fake.wire.write(writes);
      writes.forEach((write, index) => {
        const pair = pairs[index] ?? '';
        const [before, after] = [befores[index], find(pair)];
        history = [...history.slice(-20), { before, after: write.operation === 'put' ? after : undefined }];
        landed += 1;
        judgeLanding({ ...setting, vendor: { surpriseAt } }, { write, call, pair, before, after, isLate });
        if (isLate) surprise(pair, 'late call');
      });
      lookAtForeign(call);
      return results;
    },
    ours,
    addForeign(content) {
      const record = fake.addForeign(content);
      foreign.set(record.vendorReference, JSON.stringify(record));
    },
    removeOurs(record) {
      if (fake.remove(record.vendorReference)) surprise(pairKey(record), 'edited by hand');
    },
    alterOurs(record, content) {
      if (fake.edit(record.vendorReference, content)) surprise(pairKey(record), 'edited by hand');
    },
    async forget(writes) {
      if (writes === 'everything') {
        for (const record of ours()) surprise(pairKey(record), 'forgotten');
        for (const { vendorReference } of fake.held()) fake.remove(vendorReference);
        foreign.clear();
      } else {
        const lost = history.slice(-writes).reverse();
        for (const item of lost) await takeBack(item);
      }
      history = [];
    },
    surprise,
    surpriseAt,
    healed(startedMs) {
      const found = [...surprises].filter(([, { atMs }]) => atMs < startedMs - SETTLED_AFTER_MS);
      for (const [pair] of found) surprises.delete(pair);
      return found.map(([pair]) => pair);
    },
    get landed() {
      return landed;
    },
  };
}

function pairOf(write: FakeWrite): string | undefined {
  const content: SubjectAtPlace | undefined = write.operation === 'put' ? write.content : write.locator.contents?.at(0);
  return content === undefined ? undefined : pairKey(content);
}

function never(): never {
  throw new RangeError('A write that landed has a record before or after it.');
}

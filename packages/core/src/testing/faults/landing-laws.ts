import type { FakeManifest } from '../fake/fake-provider-options';
import type { FakeRecord } from '../fake/fake-record';
import type { FakeWrite } from '../fake/fake-wire';
import { KNOWLEDGE_MS, SKEW_MS } from './fault-bounds';
import type { FaultJudge } from './fault-judge';
import type { FaultWishes } from './fault-wishes';
import { subjectsOf } from './fault-wishes';
import type { LaneWatch } from './lane-watch';
import type { ProcessGate } from './process-gate';
import { isInSpans, type MinuteSpan } from './wanted-windows';

/** A write call on its way. */
export interface WriteCall {
  readonly gate: ProcessGate;
  readonly lane: string;
  /** With which its process had the lane when it left. */
  readonly token: number;
  readonly leftMs: number;
  /** Subject and place of each write, in order. */
  readonly pairs: readonly string[];
  /** The pairs for which the engine believes that the vendor holds nothing. */
  readonly created: ReadonlySet<string>;
}

/** One write that has taken effect. */
export interface Landing {
  readonly write: FakeWrite;
  readonly call: WriteCall;
  readonly pair: string;
  readonly before: FakeRecord | undefined;
  readonly after: FakeRecord | undefined;
  /** Somebody else has the lane by now, or nobody has: its sender has given up. */
  readonly isLate: boolean;
}

/** What a landing is judged by. */
export interface LandingSetting {
  readonly judge: FaultJudge;
  readonly wishes: FaultWishes;
  readonly watch: LaneWatch;
  readonly manifest: FakeManifest;
  readonly minuteOf: (ms: number) => number;
  readonly nowMs: () => number;
  readonly vendor: { surpriseAt(pair: string): unknown };
}

/** Laws that no trouble excuses: they hold for every write of a worker that has its lane. */
export function judgeLanding(setting: LandingSetting, landing: Landing): void {
  if (landing.isLate) return;
  judgeStrangers(setting, landing);
  judgeDoubles(setting, landing);
  judgeLockedOut(setting, landing);
}

/** What is written was asked for when the worker last looked. */
function judgeStrangers(
  { judge, wishes, minuteOf }: LandingSetting,
  { write, call: { gate, leftMs }, pair }: Landing,
): void {
  if (write.operation === 'delete') return;
  const allowed = wishes.possible(pair, leftMs - KNOWLEDGE_MS);
  const { windows } = write.content;
  const minutes = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): MinuteSpan => ({
    from: minuteOf(Date.parse(startsAt)),
    to: minuteOf(Date.parse(endsAt)),
  });
  const isAllowed = (span: MinuteSpan): boolean => allowed.some(({ from, to }) => from <= span.from && span.to <= to);
  const isTimely = (): boolean =>
    allowed.some(({ from, to }) => minuteOf(leftMs + SKEW_MS) >= from && minuteOf(leftMs - KNOWLEDGE_MS) < to);
  const isFine = windows === 'always' ? isTimely() : windows.map(minutes).every(isAllowed);
  if (!isFine)
    judge.condemn(
      'nobody in without a booking',
      `${gate.name} wrote ${JSON.stringify(write.content)}; asked for: ${JSON.stringify(allowed)} (minutes).`,
    );
}

/** Nothing is made twice: where the vendor can be read, it is read before anything is made again. */
function judgeDoubles(
  { judge, manifest, nowMs, vendor }: LandingSetting,
  { write, call: { gate, created }, pair, before }: Landing,
): void {
  if (write.operation === 'delete' || before === undefined || !created.has(pair) || !manifest.readBack) return;
  if (vendor.surpriseAt(pair) !== undefined || isLapsed(before, nowMs() + 2 * SKEW_MS)) return;
  judge.condemn('one right per grant', `${gate.name} made a right for ${pair} although the vendor holds one.`);
}

/** Nobody who may pass is shut out by a write that should have known better. */
function judgeLockedOut(
  { judge, wishes, minuteOf, nowMs }: LandingSetting,
  { call: { gate, leftMs }, pair, before, after }: Landing,
): void {
  if (before === undefined || !isOpenAt(before, nowMs())) return;
  if (after !== undefined && isOpenAt(after, nowMs())) return;
  const doors = new Set(wishes.doors().map((door) => `${door.booking.id} ${door.pair}`));
  for (const { id, startMinute, endMinute, holderIds } of wishes.certain(leftMs - KNOWLEDGE_MS)) {
    const isTheirs =
      doors.has(`${id} ${pair}`) && subjectsOf(holderIds).some((subject) => pair.startsWith(`${subject} `));
    const certain = [{ from: startMinute + KNOWLEDGE_MS / 60_000, to: endMinute - SKEW_MS / 60_000 }];
    if (isTheirs && isInSpans(certain, minuteOf(leftMs)) && isInSpans(certain, minuteOf(nowMs())))
      judge.condemn('nobody out with a booking', `${gate.name} shut ${pair} while booking ${id} runs.`);
  }
}

/** True when the record opens at the instant. */
export function isOpenAt({ windows }: FakeRecord, ms: number): boolean {
  return (
    windows === 'always' ||
    windows.some(({ startsAt, endsAt }) => Date.parse(startsAt) <= ms && ms < Date.parse(endsAt))
  );
}

/** True when the record opens at no time after the instant. */
export function isLapsed({ windows }: FakeRecord, ms: number): boolean {
  return windows !== 'always' && windows.every(({ endsAt }) => Date.parse(endsAt) <= ms);
}

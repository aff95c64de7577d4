import { FakeWireFailure } from './fake-wire-failure';

/** What a call to the fake vendor does. A write call carries one `put` or `delete` per change. */
export type FakeOperation = 'put' | 'delete' | 'read' | 'list' | 'events' | 'subscribe' | 'ping';

/** Where an arranged failure hits. */
export interface FakeFailureTarget {
  /** How many calls it hits (for `refused` in a write call: how many changes). Default 1. */
  readonly times?: number;
  /** Hits only calls that do this. Default: every call. */
  readonly when?: FakeOperation;
}

/** A failure that the vendor answers with. */
export interface FakeFailure extends FakeFailureTarget {
  /** `refused` is final and hits one change of a call; the others hit the whole call, before anything is done, and may be tried again. */
  readonly kind: 'refused' | 'unavailable' | 'rate_limited';
  /** Told with `rate_limited`, and with `unavailable` when given. Default for `rate_limited`: 1000. */
  readonly retryAfterMs?: number;
}

/** Things that go wrong on purpose. Arrangements are used up in the order in which they were made. */
export interface FakeLevers {
  failNext(failure: FakeFailure): void;
  /** Does what was asked, then loses the connection: the caller cannot know. */
  dropNextAnswer(target?: FakeFailureTarget): void;
  /** Loses the connection before anything is done: the caller cannot know that either. */
  dropNextRequest(target?: FakeFailureTarget): void;
  /** Lets the next call wait, before anything is done, until the returned function is called. */
  holdNext(when?: FakeOperation): () => void;
  /** While on, nothing can be sent. */
  setOutage(isOut: boolean): void;
  /** Takes all arrangements back and ends an outage. Calls that are held stay held. */
  reset(): void;
}

/** Lets one call through the levers. `refuses` tells, change by change, whether the vendor says no to it. */
export type PassLevers = <Answer>(
  operations: readonly FakeOperation[],
  proceed: (refuses: (operation: FakeOperation) => boolean) => Answer,
) => Promise<Answer>;

type Act =
  | { readonly type: 'fail'; readonly failure: FakeFailure }
  | { readonly type: 'drop_answer' | 'drop_request' }
  | { readonly type: 'hold'; readonly released: Promise<void> };

interface Arrangement {
  left: number;
  readonly when?: FakeOperation;
  readonly act: Act;
}

const DEFAULT_RETRY_AFTER_MS = 1000;

/** Levers, and the gate that every call to the fake vendor goes through. */
export function createFakeLevers(): { levers: FakeLevers; pass: PassLevers } {
  let arrangements: Arrangement[] = [];
  let isOut = false;

  const arrange = (act: Act, target: FakeFailureTarget = {}): void => {
    arrangements.push({ left: target.times ?? 1, when: target.when, act });
  };
  const nextFor = (operations: readonly FakeOperation[]): Arrangement | undefined =>
    arrangements.find(({ when }) => when === undefined || operations.includes(when));
  const use = (arrangement: Arrangement): void => {
    arrangement.left -= 1;
    if (arrangement.left <= 0) arrangements = arrangements.filter((candidate) => candidate !== arrangement);
  };
  const refuses = (operation: FakeOperation): boolean => {
    const arrangement = nextFor([operation]);
    if (arrangement?.act.type !== 'fail' || arrangement.act.failure.kind !== 'refused') return false;
    use(arrangement);
    return true;
  };

  const pass: PassLevers = async (operations, proceed) => {
    await Promise.resolve(); // the request travels
    if (isOut) throw new FakeWireFailure('unreachable');
    const arrangement = nextFor(operations);
    const act = arrangement?.act;
    const isPerChange = act?.type === 'fail' && act.failure.kind === 'refused';
    if (arrangement !== undefined && !isPerChange) use(arrangement);
    if (act?.type === 'hold') await act.released;
    if (act?.type === 'drop_request') throw new FakeWireFailure('lost');
    if (act?.type === 'fail' && !isPerChange) throw new FakeWireFailure(act.failure.kind, retryAfterMs(act.failure));
    const answer = proceed(refuses);
    await Promise.resolve(); // the answer travels
    if (act?.type === 'drop_answer') throw new FakeWireFailure('lost');
    return answer;
  };

  const levers: FakeLevers = {
    failNext: (failure) => arrange({ type: 'fail', failure }, failure),
    dropNextAnswer: (target) => arrange({ type: 'drop_answer' }, target),
    dropNextRequest: (target) => arrange({ type: 'drop_request' }, target),
    holdNext(when) {
      let release: () => void = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      arrange({ type: 'hold', released }, { when });
      return release;
    },
    setOutage(next) {
      isOut = next;
    },
    reset() {
      arrangements = [];
      isOut = false;
    },
  };
  return { levers, pass };
}

function retryAfterMs(failure: FakeFailure): number | undefined {
  return failure.retryAfterMs ?? (failure.kind === 'rate_limited' ? DEFAULT_RETRY_AFTER_MS : undefined);
}

import type { Window } from '../../model/window';
import { createFakeLevers, type FakeLevers, type FakeOperation } from '../fake/fake-levers';
import type { FakeBookingList } from './fake-booking-list';
import type { FakeHintQueue } from './fake-hint-queue';

/** The fake booking product does not take the token. */
export class FakeTokenRefusal extends Error {}

/** The calls that the fake booking product answers. Each throws `FakeWireFailure` or `FakeTokenRefusal` only. */
export interface FakeBookingWire {
  list(request: { token: string; resourceId: string; window: Window }): Promise<unknown>;
  subscribe(request: { token: string; address: string }): Promise<unknown>;
  ping(request: { token: string }): Promise<unknown>;
}

/** Things that go wrong on purpose, besides those that any fake vendor has. */
export interface FakeBookingLevers extends FakeLevers {
  /** The next answer with bookings lacks so many of them, the last ones. */
  cutNextAnswer(count: number): void;
  /** While on, every list is answered as if nothing were booked. */
  emptyAnswers(isOn: boolean): void;
  /** The next list is answered in another shape. */
  answerWrongly(): void;
  /** While on, the token is not taken. */
  refuseToken(isOn: boolean): void;
  /** Answers so many calls, and fails the one after them with a passing error. */
  breakOffAfter(calls: number): void;
}

/** How often the wire was called, whether a lever hit the call or not. */
export interface FakeCallCounts {
  list: number;
  subscribe: number;
  ping: number;
}

/** The wire of a fake booking product, and its levers. */
export function createFakeBookingWire(product: {
  readonly token: string;
  readonly bookings: FakeBookingList;
  readonly queue: FakeHintQueue;
}): { wire: FakeBookingWire; levers: FakeBookingLevers; counts: FakeCallCounts } {
  const { levers, pass } = createFakeLevers();
  const counts: FakeCallCounts = { list: 0, subscribe: 0, ping: 0 };
  const atRest = { cut: 0, isEmpty: false, isWrong: false, isTokenRefused: false, callsLeft: Number.POSITIVE_INFINITY };
  const now = { ...atRest };

  const call = <Answer>(operation: keyof FakeCallCounts & FakeOperation, token: string, answer: () => Answer) => {
    counts[operation] += 1;
    now.callsLeft -= 1;
    if (now.callsLeft < 0) {
      now.callsLeft = Number.POSITIVE_INFINITY;
      levers.failNext({ kind: 'unavailable', when: operation });
    }
    return pass([operation], () => {
      if (now.isTokenRefused || token !== product.token) throw new FakeTokenRefusal();
      return answer();
    });
  };

  const wire: FakeBookingWire = {
    list: ({ token, resourceId, window }) =>
      call('list', token, () => {
        const all = now.isEmpty ? [] : product.bookings.json({ resourceId, window });
        const bookings = all.slice(0, Math.max(0, all.length - now.cut));
        if (all.length > 0) now.cut = 0;
        if (!now.isWrong) return { bookings };
        now.isWrong = false;
        return { page: all };
      }),
    subscribe: ({ token, address }) => call('subscribe', token, () => product.queue.subscribe(address)),
    ping: ({ token }) => call('ping', token, () => 'pong'),
  };

  return {
    wire,
    counts,
    levers: {
      ...levers,
      reset() {
        levers.reset();
        Object.assign(now, atRest);
      },
      cutNextAnswer: (count) => void Object.assign(now, { cut: count }),
      emptyAnswers: (isOn) => void Object.assign(now, { isEmpty: isOn }),
      answerWrongly: () => void Object.assign(now, { isWrong: true }),
      refuseToken: (isOn) => void Object.assign(now, { isTokenRefused: isOn }),
      breakOffAfter: (calls) => void Object.assign(now, { callsLeft: calls }),
    },
  };
}

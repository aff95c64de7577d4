import type { SimulatedEvent } from './ipevia-records';

/** Things that go wrong with events on their way, by push and by pull. What happened at the barrier stays in `state.events`. */
export interface IpeviaEventLevers {
  /** The next events leave twice, with the same id. */
  duplicateNextEvents(count?: number): void;
  /** Nobody is ever told of the next events. */
  loseNextEvents(count?: number): void;
  /** The next events leave only after the next flush or pull. */
  delayNextEvents(count?: number): void;
  /** The next flush or pull has the newest event first. */
  reverseNextFlush(): void;
}

export interface IpeviaEventArrangements extends IpeviaEventLevers {
  /** What leaves for one event that happened: the event never, once or twice. Delayed ones are kept. */
  pass(event: SimulatedEvent): SimulatedEvent[];
  /** To be called at every flush or pull: whether it is reversed, and what was delayed until after it. */
  turn(): { isReversed: boolean; delayed: SimulatedEvent[] };
  reset(): void;
}

export function createIpeviaEventLevers(): IpeviaEventArrangements {
  const left = { duplicate: 0, lose: 0, delay: 0 };
  let isReversed = false;
  let delayed: SimulatedEvent[] = [];
  const use = (lever: keyof typeof left): boolean => {
    if (left[lever] === 0) return false;
    left[lever] -= 1;
    return true;
  };
  return {
    duplicateNextEvents(count = 1) {
      left.duplicate += count;
    },
    loseNextEvents(count = 1) {
      left.lose += count;
    },
    delayNextEvents(count = 1) {
      left.delay += count;
    },
    reverseNextFlush() {
      isReversed = true;
    },
    pass(event) {
      if (use('lose')) return [];
      const leaving = use('duplicate') ? [event, event] : [event];
      if (!use('delay')) return leaving;
      delayed.push(...leaving);
      return [];
    },
    turn() {
      const now = { isReversed, delayed };
      isReversed = false;
      delayed = [];
      return now;
    },
    reset() {
      Object.assign(left, { duplicate: 0, lose: 0, delay: 0 });
      isReversed = false;
    },
  };
}

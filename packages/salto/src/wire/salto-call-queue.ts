/** A call that waits for its turn. */
export interface WaitingCall {
  /** Resolves when it is its turn. */
  readonly turn: Promise<void>;
  /** Stops waiting: `turn` fails. Does nothing once its turn has come. */
  giveUp(failure: Error): void;
}

/** Lets a number of calls go on at once; the others wait in the order in which they came. */
export interface SaltoCallQueue {
  /** Takes a place: at once (`undefined`), or in turn. Whoever has one must `leave`. */
  enter(): WaitingCall | undefined;
  /** Gives the place to whoever waits longest. */
  leave(): void;
}

/** A queue in front of so many places. */
export function createSaltoCallQueue(places: number): SaltoCallQueue {
  const waiting = new Set<() => void>();
  let free = places;

  return {
    enter() {
      if (free > 0) {
        free -= 1;
        return undefined;
      }
      let giveUp: WaitingCall['giveUp'] = () => {};
      const turn = new Promise<void>((resolve, reject) => {
        waiting.add(resolve);
        giveUp = (failure) => {
          if (waiting.delete(resolve)) reject(failure);
        };
      });
      return { turn, giveUp };
    },
    leave() {
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}

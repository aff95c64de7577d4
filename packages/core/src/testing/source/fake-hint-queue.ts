import type { Clock } from '../../ports/clock';

/** What becomes of what the fake booking product announces. `late`: an hour later. */
export type FakeAnnounce = 'yes' | 'lost' | 'twice' | 'late';

const LATE_MS = 60 * 60_000;

/** Who is told of changes, and what waits for being delivered. Nothing is delivered by itself. */
export interface FakeHintQueue {
  /** Whoever subscribes twice is told twice. */
  subscribe(address: string): void;
  /** Takes effect for what is announced from now on. */
  setAnnounce(how: FakeAnnounce): void;
  announce(resourceId: string): void;
  /** The hints that are due, oldest first. They wait no longer. */
  take(): Request[];
  subscriptions(): number;
  dropSubscriptions(): void;
}

/** Tells nobody, to begin with. */
export function createFakeHintQueue(clock: Clock, announce: FakeAnnounce): FakeHintQueue {
  let how = announce;
  let addresses: string[] = [];
  let waiting: { readonly address: string; readonly resourceId: string; readonly dueAtMs: number }[] = [];

  return {
    subscribe: (address) => void addresses.push(address),
    setAnnounce(next) {
      how = next;
    },
    announce(resourceId) {
      if (how === 'lost') return;
      const dueAtMs = clock.nowMs() + (how === 'late' ? LATE_MS : 0);
      const hints = addresses.map((address) => ({ address, resourceId, dueAtMs }));
      waiting.push(...hints, ...(how === 'twice' ? hints : []));
    },
    take() {
      const isDue = ({ dueAtMs }: { dueAtMs: number }): boolean => dueAtMs <= clock.nowMs();
      const due = waiting.filter(isDue);
      waiting = waiting.filter((hint) => !isDue(hint));
      return due.map(({ address, resourceId }) => createHint(address, resourceId));
    },
    subscriptions: () => addresses.length,
    dropSubscriptions() {
      addresses = [];
    },
  };
}

function createHint(address: string, resourceId: string): Request {
  const headers = { 'content-type': 'application/json' };
  return new Request(address, { method: 'POST', headers, body: JSON.stringify({ resourceId }) });
}

import type { DoorEventView } from '../../contract/doors';
import type { LiveEvent } from '../../contract/live-events';
import type { User } from '../../contract/session';

/** A door event, and whose it is. */
export interface LiveDoorEvent {
  readonly event: DoorEventView;
  readonly holderIds: readonly string[];
}

type ChangedPart = Extract<LiveEvent, { type: 'changed' }>['what'];

/** What happens, told to every page that is open. A resident hears of door events that are their own. */
export interface LiveFeed {
  /** Something of this has to be fetched again; several changes at once are told once. */
  changed(...parts: readonly ChangedPart[]): void;
  door(event: LiveDoorEvent): void;
  send(event: Exclude<LiveEvent, { type: 'door' }>): void;
  /** Begins with the latest door events, the oldest first. The answer ends it; `onEnd` tells that the host stops. */
  listen(user: User, listener: (event: LiveEvent) => void, onEnd?: () => void): () => void;
  close(): void;
}

const KEPT_EVENTS = 50;
const GATHER_MS = 100;

export function createLiveFeed(): LiveFeed {
  const listeners = new Set<{ user: User; listener: (event: LiveEvent) => void; onEnd: () => void }>();
  const latest: LiveDoorEvent[] = [];
  const waiting = new Set<ChangedPart>();
  let timer: NodeJS.Timeout | undefined;

  const send = (event: LiveEvent, isFor: (user: User) => boolean = () => true): void => {
    for (const { user, listener } of listeners) if (isFor(user)) listener(event);
  };
  const mayHear =
    ({ holderIds }: LiveDoorEvent) =>
    ({ id, role }: User): boolean =>
      role === 'manager' || holderIds.includes(id);
  const flush = (): void => {
    timer = undefined;
    for (const what of [...waiting]) send({ type: 'changed', what });
    waiting.clear();
  };
  return {
    changed(...parts) {
      for (const part of parts) waiting.add(part);
      timer ??= setTimeout(flush, GATHER_MS);
      timer.unref();
    },
    door(told) {
      // Told at least once, so it may come again.
      if (latest.some(({ event }) => event.id === told.event.id)) return;
      latest.push(told);
      if (latest.length > KEPT_EVENTS) latest.shift();
      send({ type: 'door', event: told.event }, mayHear(told));
    },
    send: (event) => send(event),
    listen(user, listener, onEnd = () => {}) {
      for (const told of latest) if (mayHear(told)(user)) listener({ type: 'door', event: told.event });
      const entry = { user, listener, onEnd };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    close() {
      for (const { onEnd } of [...listeners]) onEnd();
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

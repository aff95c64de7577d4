import type { AccessEvent } from '../../model/access-event';
import type { FakeDoorEvent } from './fake-door-log';

/** What happened at a door of the fake vendor, in our words. The same whichever way it came. Every door is a way in. */
export function toFakeAccessEvent(providerId: string, event: FakeDoorEvent): AccessEvent {
  const { number, type, place, subject, at } = event;
  const raw = { number, type, place, subject, at };
  const entry = type === 'denied' ? {} : { isEntry: true };
  return { id: `door-event-${number}`, type, providerId, place, subject, at, ...entry, raw };
}

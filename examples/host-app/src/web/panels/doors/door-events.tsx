import type { DoorEventView } from '../../../contract/doors';
import { Empty } from '../../parts/messages';
import { Tag } from '../../parts/state-tag';
import { useClock } from '../../shell/clock-context';
import { momentOf } from '../../time/format-time';
import { useDoorEvents } from './door-events-context';

const tag = (type: DoorEventView['type']) => {
  switch (type) {
    case 'granted':
      return <Tag word="Let in" icon="open" tone="good" />;
    case 'taken':
      return <Tag word="Went through" icon="next" tone="calm" />;
    case 'checked_in':
      return <Tag word="Checked in" icon="check" tone="good" />;
    case 'denied':
      return <Tag word="Turned away" icon="refused" tone="bad" />;
  }
};

/** What comes back from the doors, as it comes. */
export function DoorEvents() {
  const events = useDoorEvents();
  const { timeZone } = useClock();
  return (
    <section class="door-events" aria-labelledby="door-events-title">
      <h2 id="door-events-title">What the doors tell</h2>
      {events.length === 0 && <Empty>Nothing yet. Entries and check-ins appear here by themselves.</Empty>}
      <ol class="events" aria-live="polite" aria-relevant="additions">
        {events.map((event) => (
          <li key={event.id} class="event">
            {tag(event.type)}
            <span class="event-words">{event.words}</span>
            <span class="muted">
              {event.doorName} · {event.system} · {momentOf(event.at, timeZone)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { DoorEventView } from '../../../contract/doors';
import { useLive } from '../../api/live-context';

const DoorEventsContext = createContext<readonly DoorEventView[]>([]);
const keptCount = 50;

/** Collects door events also while another panel is open. The newest come first; none is there twice. */
export function DoorEventsProvider({ children }: { readonly children: ComponentChildren }) {
  const [events, setEvents] = useState<readonly DoorEventView[]>([]);
  useLive((live) => {
    if (live.type !== 'door') return;
    setEvents((before) =>
      [live.event, ...before.filter(({ id }) => id !== live.event.id)]
        .sort((one, other) => other.at.localeCompare(one.at))
        .slice(0, keptCount),
    );
  });
  return <DoorEventsContext.Provider value={events}>{children}</DoorEventsContext.Provider>;
}

export const useDoorEvents = (): readonly DoorEventView[] => useContext(DoorEventsContext);

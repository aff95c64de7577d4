import { useState } from 'preact/hooks';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Panel } from '../../parts/panel';
import type { PanelProps } from '../../shell/panels';
import { DoorEvents } from './door-events';
import { PresentForm } from './present-form';

/** Hold something to a door, and see what it does. */
export function DoorsPanel({ isDemo }: PanelProps) {
  const doors = useLoaded(api.doors, { changes: ['bookings', 'mapping', 'integrations'] });
  const [chosenId, setChosenId] = useState<string>();
  const list = doors.value ?? [];
  const chosen = list.find(({ id }) => id === chosenId) ?? list[0];
  return (
    <Panel
      title="Doors"
      lead="Hold a card, a PIN or a QR code to a door. It decides by itself; then we say why."
      problem={doors.problem}
    >
      <div class="doors">
        <fieldset class="door-choice">
          <legend>Door</legend>
          {list.map((door) => (
            <label key={door.id} class="door">
              <input type="radio" name="door" checked={door.id === chosen?.id} onChange={() => setChosenId(door.id)} />
              <span class="door-name">{door.name}</span>
              <span class="muted">{door.system}</span>
            </label>
          ))}
        </fieldset>
        {chosen && <PresentForm key={chosen.id} door={chosen} isDemo={isDemo} />}
        <DoorEvents />
      </div>
    </Panel>
  );
}

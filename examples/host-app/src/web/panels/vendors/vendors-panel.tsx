import { useState } from 'preact/hooks';
import type { VendorView } from '../../../contract/vendors';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Empty } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { Tag } from '../../parts/state-tag';
import type { PanelProps } from '../../shell/panels';
import { FiguresStrip } from './figures-strip';
import { VendorDetail } from './vendor-detail';

/** How many records are not as they should be; those of somebody else are nothing to us. */
const differing = ({ rows }: VendorView): number =>
  rows.filter(({ difference }) => difference !== 'none' && difference !== 'foreign').length;

/** What every door system holds beside what we believe, and how to break and mend it. */
export function VendorsPanel({ isDemo }: PanelProps) {
  const vendors = useLoaded(api.vendors, { changes: ['vendors', 'bookings', 'integrations'] });
  const [chosenId, setChosenId] = useState<string>();
  const list = vendors.value ?? [];
  const chosen = list.find(({ id }) => id === chosenId) ?? list[0];
  return (
    <Panel
      title="Vendors"
      lead="What each door system really holds, beside what we believe it holds."
      problem={vendors.problem}
    >
      <FiguresStrip />
      {vendors.value && list.length === 0 && <Empty>There is no integration yet.</Empty>}
      <fieldset class="vendor-choice">
        <legend class="visually-hidden">Door system</legend>
        {list.map((vendor) => (
          <label key={vendor.id} class="door">
            <input
              type="radio"
              name="vendor"
              checked={vendor.id === chosen?.id}
              onChange={() => setChosenId(vendor.id)}
            />
            <span class="door-name">{vendor.name}</span>
            <span class="muted">{vendor.system}</span>
            {vendor.isActive ? (
              differing(vendor) > 0 && <Tag word={`${differing(vendor)} differ`} icon="warning" tone="wait" />
            ) : (
              <Tag word="Switched off" icon="paused" tone="mute" />
            )}
          </label>
        ))}
      </fieldset>
      {chosen && <VendorDetail key={chosen.id} vendor={chosen} isDemo={isDemo} onChanged={vendors.reload} />}
    </Panel>
  );
}

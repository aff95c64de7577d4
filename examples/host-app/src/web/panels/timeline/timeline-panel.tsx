import { useState } from 'preact/hooks';
import type { TimelineBar, TimelineRow } from '../../../contract/timeline';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Icon } from '../../parts/icon';
import { Empty } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { useClock } from '../../shell/clock-context';
import { dayOf } from '../../time/format-time';
import { BarDetail } from './bar-detail';
import { TimelineChart } from './timeline-chart';
import { TimelineTable } from './timeline-table';
import { viewOf, type Zoom, zooms } from './view';

interface Chosen {
  readonly row: TimelineRow;
  readonly bar: TimelineBar;
}

/** Per place: what is booked, and when the door really opens for it. */
export function TimelinePanel() {
  const { now, timeZone } = useClock();
  return now ? <TimelineAt now={now} timeZone={timeZone} /> : null;
}

function TimelineAt({ now, timeZone }: { readonly now: string; readonly timeZone: string }) {
  const [zoom, setZoom] = useState<Zoom>('day');
  const [steps, setSteps] = useState(0);
  const [chosen, setChosen] = useState<Chosen>();
  const view = viewOf({ zoom, steps, now, timeZone });
  const timeline = useLoaded(() => api.timeline(view.from, view.to), {
    changes: ['bookings', 'mapping'],
    key: `${view.from} ${view.to}`,
  });
  const rows = timeline.value?.rows ?? [];
  const current =
    chosen && rows.flatMap(({ bars }) => bars).find(({ bookingId }) => bookingId === chosen.bar.bookingId);
  const first = dayOf(view.from, timeZone);
  const last = dayOf(new Date(Date.parse(view.to) - 1).toISOString(), timeZone);

  return (
    <Panel
      title="Timeline"
      lead="What is booked, and when the door really opens for it."
      problem={timeline.problem}
      actions={
        <>
          <fieldset class="segments">
            <legend class="visually-hidden">Zoom</legend>
            {zooms.map((each) => (
              <label key={each.zoom} class="segment">
                <input type="radio" name="zoom" checked={each.zoom === zoom} onChange={() => setZoom(each.zoom)} />
                <span>{each.word}</span>
              </label>
            ))}
          </fieldset>
          <fieldset class="segments">
            <legend class="visually-hidden">Move in time</legend>
            <button type="button" class="button icon-only" aria-label="Earlier" onClick={() => setSteps(steps - 1)}>
              <Icon name="previous" />
            </button>
            <button type="button" class="button" onClick={() => setSteps(0)}>
              Now
            </button>
            <button type="button" class="button icon-only" aria-label="Later" onClick={() => setSteps(steps + 1)}>
              <Icon name="next" />
            </button>
          </fieldset>
        </>
      }
    >
      <h2 class="timeline-range" aria-live="polite">
        {first === last ? first : `${first} – ${last}`} <span class="muted">{timeZone}</span>
      </h2>
      <Legend />
      {timeline.value && rows.length === 0 && <Empty>No place is mapped yet.</Empty>}
      <TimelineChart
        rows={rows}
        view={view}
        now={now}
        timeZone={timeZone}
        chosenId={chosen?.bar.bookingId}
        onChoose={(row, bar) => setChosen(chosen?.bar.bookingId === bar.bookingId ? undefined : { row, bar })}
      />
      <div aria-live="polite">
        {chosen && current && <BarDetail row={chosen.row} bar={current} timeZone={timeZone} />}
      </div>
      <details class="more">
        <summary>The same as a table</summary>
        <TimelineTable rows={rows} timeZone={timeZone} />
      </details>
    </Panel>
  );
}

const Legend = () => (
  <ul class="legend" aria-hidden="true">
    <li>
      <span class="swatch swatch-requested" /> Booked
    </li>
    <li>
      <span class="swatch swatch-effective" /> Door opens
    </li>
    <li>
      <span class="swatch swatch-waiting" /> Waits for a hand-over
    </li>
    <li>
      <span class="swatch swatch-now" /> Now
    </li>
  </ul>
);

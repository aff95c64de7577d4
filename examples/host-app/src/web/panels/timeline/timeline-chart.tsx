import type { TimelineBar, TimelineRow } from '../../../contract/timeline';
import { dayOf, momentOf } from '../../time/format-time';
import { ChartBar, HandOver } from './chart-bar';
import { layOut } from './lanes';
import { percentOf, type View } from './view';

interface TimelineChartProps {
  readonly rows: readonly TimelineRow[];
  readonly view: View;
  readonly now: string;
  readonly timeZone: string;
  readonly chosenId: string | undefined;
  readonly onChoose: (row: TimelineRow, bar: TimelineBar) => void;
}

/** Places below each other, time from left to right. Positions go through the style object, which the security policy lets pass. */
export function TimelineChart({ rows, view, now, timeZone, chosenId, onChoose }: TimelineChartProps) {
  const isNowInside = now >= view.from && now < view.to;
  const at = (instant: string) => ({ '--left': `${percentOf(instant, view)}%` });
  return (
    <div class="chart">
      <div class="chart-head" aria-hidden="true">
        <div class="chart-corner" />
        <div class="chart-times">
          {view.ticks
            .filter(({ hasWord }) => hasWord)
            .map((tick) => (
              <span key={tick.at} class="tick-word" style={at(tick.at)}>
                {view.zoom === 'week' ? dayOf(tick.at, timeZone).slice(0, -4) : tick.local.slice(11)}
              </span>
            ))}
          {isNowInside && <span class="now-mark" style={at(now)} />}
        </div>
      </div>
      <ul class="chart-rows">
        {rows.map((row) => {
          const bars = layOut(row.bars);
          const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1));
          return (
            <li key={row.placeId} class="chart-row">
              <div class="chart-place">
                <span class="chart-place-name">{row.placeName}</span>
                <span class="muted">{row.system}</span>
              </div>
              <div class="chart-track" style={{ '--lanes': String(lanes) }}>
                {view.ticks.map((tick) => (
                  <span key={tick.at} class={tick.hasWord ? 'tick tick-strong' : 'tick'} style={at(tick.at)} />
                ))}
                {bars.map((laidOut) => (
                  <ChartBar
                    key={laidOut.bar.bookingId}
                    laidOut={laidOut}
                    view={view}
                    timeZone={timeZone}
                    isChosen={laidOut.bar.bookingId === chosenId}
                    onChoose={() => onChoose(row, laidOut.bar)}
                  />
                ))}
                {bars.map((laidOut) => (
                  <HandOver key={laidOut.bar.bookingId} laidOut={laidOut} view={view} />
                ))}
                {isNowInside && <span class="now-line" style={at(now)} />}
              </div>
            </li>
          );
        })}
      </ul>
      <p class="visually-hidden">It is {momentOf(now, timeZone)}.</p>
    </div>
  );
}

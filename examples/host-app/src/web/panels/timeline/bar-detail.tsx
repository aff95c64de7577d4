import type { TimelineBar, TimelineRow } from '../../../contract/timeline';
import { StateTag } from '../../parts/state-tag';
import { momentOf, windowOf } from '../../time/format-time';

interface BarDetailProps {
  readonly row: TimelineRow;
  readonly bar: TimelineBar;
  readonly timeZone: string;
}

/** All that is known of one bar, in words. */
export function BarDetail({ row, bar, timeZone }: BarDetailProps) {
  return (
    <section class="card bar-detail" aria-label="The chosen booking">
      <h2>
        {row.placeName}, {bar.label}
      </h2>
      <p>
        <StateTag state={bar.state} />
      </p>
      <dl class="pairs">
        <dt>Booked</dt>
        <dd>{windowOf(bar.requested, timeZone)}</dd>
        <dt>Door opens</dt>
        <dd>
          {bar.effective.length === 0 && 'Not known yet'}
          {bar.effective.map((window) => (
            <p key={window.startsAt}>
              {windowOf(window, timeZone)}
              {window.adjustments.length > 0 && <span class="muted"> · {window.adjustments.join(', ')}</span>}
            </p>
          ))}
        </dd>
        {bar.waitingFor && (
          <>
            <dt>Waits for</dt>
            <dd>{bar.waitingFor}</dd>
          </>
        )}
        {bar.expectedAt && (
          <>
            <dt>Expected</dt>
            <dd>{momentOf(bar.expectedAt, timeZone)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

import type { TimelineRow } from '../../../contract/timeline';
import { DataTable } from '../../parts/data-table';
import { StateTag } from '../../parts/state-tag';
import { windowOf } from '../../time/format-time';

/** The chart in words. */
export function TimelineTable({
  rows,
  timeZone,
}: {
  readonly rows: readonly TimelineRow[];
  readonly timeZone: string;
}) {
  return (
    <DataTable
      caption="Bookings by place"
      columns={['Place', 'Who', 'Booked', 'Door opens', 'State']}
      rows={rows.flatMap((row) =>
        row.bars.map((bar) => ({
          key: `${row.placeId} ${bar.bookingId}`,
          cells: [
            row.placeName,
            bar.label,
            windowOf(bar.requested, timeZone),
            bar.effective.map((window) => windowOf(window, timeZone)).join('; ') || 'not yet',
            <>
              <StateTag state={bar.state} /> {bar.waitingFor}
            </>,
          ],
        })),
      )}
      empty="Nothing is booked in this time."
    />
  );
}

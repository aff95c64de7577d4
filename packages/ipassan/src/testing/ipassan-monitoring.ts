import { byStart, type ScreenWindow, toScreenWindow } from './ipassan-screen-window';
import type { IpassanState } from './ipassan-state';

/** One line of the vendor's screen "Monitoring > Facilities Asset Bookings". */
export interface MonitoringRow extends ScreenWindow {
  readonly site: string;
  readonly asset: string;
  /** First and last name; empty when the person has been deleted. */
  readonly person: string;
  /** What whoever made the booking wrote there; null when nothing. */
  readonly reference: string | null;
}

/** What a person reads there, earliest first. With a site-local `date` (`2026-07-01`) only bookings that touch that day. */
export function monitorAssetBookings(state: IpassanState, date?: string): MonitoringRow[] {
  const rows: MonitoringRow[] = [];
  for (const booking of [...state.assetBookings.values()].sort(byStart)) {
    const asset = state.assets.get(booking.asset);
    const site = state.sites.get(asset?.site ?? '');
    if (asset === undefined || site === undefined) continue;
    const window = toScreenWindow({ window: booking, timeZone: site.timeZone, date });
    if (window === undefined) continue;
    const person = state.persons.get(booking.person);
    rows.push({
      site: site.name,
      asset: asset.name,
      person: person === undefined ? '' : `${person.firstname} ${person.lastname}`,
      ...window,
      reference: booking.reference,
    });
  }
  return rows;
}

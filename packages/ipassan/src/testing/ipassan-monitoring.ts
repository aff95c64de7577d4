import { toSiteWallTime } from './ipassan-site-time';
import type { IpassanState } from './ipassan-state';

/** One line of the vendor's screen "Monitoring > Facilities Asset Bookings". */
export interface MonitoringRow {
  readonly site: string;
  readonly asset: string;
  /** First and last name; empty when the person has been deleted. */
  readonly person: string;
  /** Site-local, for example `2026-07-01 10:15`. */
  readonly from: string;
  /** Site-local, exclusive. */
  readonly to: string;
}

/** What a person reads there, earliest first. With a site-local `date` (`2026-07-01`) only bookings that touch that day. */
export function monitorAssetBookings(state: IpassanState, date?: string): MonitoringRow[] {
  const bookings = [...state.assetBookings.values()].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0,
  );
  const rows: MonitoringRow[] = [];
  for (const booking of bookings) {
    const asset = state.assets.get(booking.asset);
    const site = state.sites.get(asset?.site ?? '');
    if (asset === undefined || site === undefined) continue;
    const endsAtMs = Date.parse(booking.endsAt);
    const from = toScreen(Date.parse(booking.startsAt), site.timeZone);
    const lastDay = toScreen(endsAtMs - 1, site.timeZone).slice(0, 10);
    if (date !== undefined && (from.slice(0, 10) > date || lastDay < date)) continue;
    const person = state.persons.get(booking.person);
    rows.push({
      site: site.name,
      asset: asset.name,
      person: person === undefined ? '' : `${person.firstname} ${person.lastname}`,
      from,
      to: toScreen(endsAtMs, site.timeZone),
    });
  }
  return rows;
}

function toScreen(atMs: number, timeZone: string): string {
  return toSiteWallTime(atMs, timeZone).replace('T', ' ').slice(0, 16);
}

import { byStart, type ScreenWindow, toScreenWindow } from './ipassan-screen-window';
import type { IpassanState } from './ipassan-state';

/** One line of the vendor's screen of visitors. */
export interface VisitorRow extends ScreenWindow {
  readonly site: string;
  /** First and last name of who is visited; empty when that person has been deleted. */
  readonly host: string;
  /** Name of the visitor. */
  readonly visitor: string;
  /** The access PIN code; null once the visit has been cancelled (known: the entry stays and shows none). */
  readonly code: string | null;
  /** What whoever made the entry wrote there; null when nothing. */
  readonly reference: string | null;
}

/** What a person reads there, earliest first. With a site-local `date` (`2026-07-01`) only visits that touch that day. */
export function listVisitorRows(state: IpassanState, date?: string): VisitorRow[] {
  const rows: VisitorRow[] = [];
  for (const visitor of [...state.visitors.values()].sort(byStart)) {
    const site = state.sites.get(visitor.site);
    if (site === undefined) continue;
    const window = toScreenWindow({ window: visitor, timeZone: site.timeZone, date });
    if (window === undefined) continue;
    const host = state.persons.get(visitor.host);
    rows.push({
      site: site.name,
      host: host === undefined ? '' : `${host.firstname} ${host.lastname}`,
      visitor: visitor.name,
      ...window,
      code: visitor.isCancelled ? null : visitor.pin,
      reference: visitor.reference,
    });
  }
  return rows;
}

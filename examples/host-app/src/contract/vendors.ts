import type { BookingState } from './bookings';

/** How what the vendor holds differs from what it should hold. */
export type Difference = 'none' | 'missing' | 'altered' | 'extra' | 'foreign';

/** One record at the vendor, or one that should be there. */
export interface HeldRow {
  readonly key: string;
  readonly place: string;
  /** Who it is for, as the vendor's screens say it. */
  readonly who: string;
  readonly held?: string;
  readonly believed?: string;
  readonly difference: Difference;
}

/** Something that goes wrong at a click. `switch`: until it is switched off again. `button`: once. */
export interface Lever {
  readonly id: string;
  readonly kind: 'switch' | 'button';
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
}

/** One sentence for an installer. */
export interface Finding {
  readonly area: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly message: string;
}

/** `GET /api/vendors`. */
export interface VendorView {
  /** Id of the integration. */
  readonly id: string;
  readonly name: string;
  readonly system: string;
  readonly isActive: boolean;
  readonly rows: readonly HeldRow[];
  readonly levers: readonly Lever[];
  /** Calls that reached it since the start, and of these the writes. */
  readonly calls: number;
  readonly writes: number;
}

/** `POST /api/vendors/:id/levers/:leverId`. */
export interface LeverInput {
  /** Of a switch. */
  readonly isOn?: boolean;
}

/** `POST /api/vendors/:id/check`. */
export interface CheckInput {
  readonly mode: 'report' | 'heal';
}

/** What a check found, in words. */
export interface CheckView {
  readonly missing: number;
  readonly altered: number;
  readonly extra: number;
  readonly foreign: number;
  readonly words: string;
}

/** `GET /api/vendors/:id/health`, and the answer to `POST /api/integrations/:id/test`. */
export interface HealthView {
  readonly status: 'ok' | 'warning' | 'failed';
  readonly findings: readonly Finding[];
}

/** `GET /api/figures`: how the work goes. */
export interface Figures {
  readonly lagSeconds: number;
  readonly late: Readonly<Partial<Record<BookingState | string, number>>>;
  readonly waitingNotices: number;
  readonly waitingEvents: number;
  readonly paused: readonly { readonly id: string; readonly until: string }[];
  readonly ledger: string;
  readonly workers: number;
}

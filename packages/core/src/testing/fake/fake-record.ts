import type { Window } from '../../model/window';

/** When a record of the fake vendor opens. `always`: from now on, until it is taken away. */
export type FakeWindows = readonly Window[] | 'always';

/** Who may pass where and when: what a record says, apart from its identity. */
export interface FakeContent {
  readonly place: string;
  readonly subject: string;
  readonly windows: FakeWindows;
}

/** One record that the fake vendor holds. */
export interface FakeRecord extends FakeContent {
  readonly vendorReference: string;
  /** What the writer put on it to know it again. Records made in the vendor's console have none. */
  readonly marker?: string;
}

/** True when both say the same. The order of the windows counts. */
export function isSameContent(a: FakeContent, b: FakeContent): boolean {
  return textOf(a) === textOf(b);
}

function textOf({ place, subject, windows }: FakeContent): string {
  const times = windows === 'always' ? windows : windows.map(({ startsAt, endsAt }) => [startsAt, endsAt]);
  return JSON.stringify([place, subject, times]);
}

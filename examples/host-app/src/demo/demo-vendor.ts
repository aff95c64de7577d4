import type { GrantRecord } from '@acx/core';
import type { DemoHost, DemoIntegration, DoorAnswer, HeldRecord } from '../contract/demo-world';
import type { Door, PresentInput } from '../contract/doors';
import type { DemoLever } from './demo-lever';

/** A door of the demo, and what happens at it. */
export interface DemoDoor {
  /** As of now. */
  describe(): Door;
  /** Now. @throws RangeError for a credential that does not exist. */
  present(input: PresentInput): Promise<DoorAnswer>;
}

/** One installation of the residence, with its integration as an administrator would have typed it in. */
export interface DemoVendor {
  readonly integration: DemoIntegration;
  readonly doors: readonly DemoDoor[];
  readonly levers: readonly DemoLever[];
  held(): readonly HeldRecord[];
  believed(grants: readonly GrantRecord[]): readonly HeldRecord[];
  calls(): { readonly calls: number; readonly writes: number };
  connect(host: DemoHost): void;
  close(): Promise<void>;
}

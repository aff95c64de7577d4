import type { AccessProvider, Change, CreateChange, GrantState, Permission } from '@acx/core/provider';
import type { IpassanOptions } from '../ipassan-options';
import { createIpassan } from '../ipassan-provider';
import { createIpassanBuilding, createIpassanSimulator, type IpassanBuilding, type IpassanSimulator } from '../testing';

/** The simulated building with our provider on it. */
export interface TestInstallation {
  readonly simulator: IpassanSimulator;
  readonly building: IpassanBuilding;
  readonly provider: AccessProvider;
  /** A permission of Ada for the gym, at UTC times of 2026-07-01. */
  permission(startsAt: string, endsAt: string, more?: Partial<Permission>): Permission;
  /** The change that gives effect to a permission that the vendor does not hold yet, as composed when 2026-07-01 begins. */
  creation(permission: Permission): CreateChange & { readonly after: GrantState };
  /** Applies changes in the lane of the gym. */
  apply(...changes: Change[]): ReturnType<AccessProvider['applyChanges']>;
  /** Vendor calls since the last look, without those for tokens. */
  calls(): string[];
}

/** A fresh installation; nothing is shared between tests. */
export function createTestInstallation(options: Partial<IpassanOptions> = {}): TestInstallation {
  const simulator = createIpassanSimulator();
  const building = createIpassanBuilding(simulator);
  const provider = createIpassan({
    id: 'house',
    ...simulator.credentials,
    siteUuid: building.site.uuid,
    timeZone: 'Europe/London',
    fetch: (input, init) => simulator.handler(new Request(input, init)),
    ...options,
  });
  let seen = 0;
  return {
    simulator,
    building,
    provider,
    permission(startsAt, endsAt, more = {}) {
      const window = { startsAt: `2026-07-01T${startsAt}:00.000Z`, endsAt: `2026-07-01T${endsAt}:00.000Z` };
      return {
        key: `house/${startsAt}-${endsAt}/1`,
        bookingId: 'b1',
        providerId: 'house',
        place: building.gym.uuid,
        placeSettings: { timeZone: 'Europe/London' },
        subject: building.ada.uuid,
        credential: 'linked',
        window,
        bufferedWindow: window,
        adjustments: [],
        ...more,
      };
    },
    creation(permission) {
      const { state, lapsesAt } = provider.compose([permission], { now: '2026-07-01T00:00:00.000Z' });
      if (state === undefined) throw new Error('The permission has no state.');
      return { kind: 'create', grantKey: provider.grantKeyOf(permission), after: state, lapsesAt, reason: 'test' };
    },
    apply: (...changes) => provider.applyChanges({ lane: building.gym.uuid, changes }, {}),
    calls() {
      const fresh = simulator.levers.requests.slice(seen).filter((line) => !line.endsWith('/token'));
      seen = simulator.levers.requests.length;
      return fresh.map((line) => line.split(' ')[0] ?? '');
    },
  };
}

import {
  type Change,
  createMemoryProviderStorage,
  type GrantState,
  instantFromMs,
  isSameJson,
  type Outcome,
  type Permission,
} from '@acx/core/provider';
import { createIpevia } from '../src/ipevia-provider';
import { CONTRACT_MARK } from './contract-fence';
import { describeFailure, yesOrNo } from './describe-outcome';
import type { ContractSteps } from './observe-contract';
import { DAYS_AHEAD } from './observe-credential';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What the provider makes of the installation. Where it holds no time, the fenced card opens for as long as these steps take. */
export async function observeProvider(steps: ContractSteps, seen: Record<string, string>): Promise<void> {
  const { target, chosen, fenced, nowMs } = steps;
  const { site: place } = target.options;
  const provider = createIpevia({
    ...target.options,
    ...chosen,
    id: 'contract',
    mark: CONTRACT_MARK,
    horizonDays: DAYS_AHEAD + 1,
  });
  const call = { storage: createMemoryProviderStorage() };
  const isAhead = chosen.strategy === 'credentials' && chosen.validity === 'instants';
  const startMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS + (isAhead ? DAYS_AHEAD * DAY_MS : 0);
  const permissionOf = (hours: number): Permission => {
    const window = { startsAt: instantFromMs(startMs), endsAt: instantFromMs(startMs + hours * HOUR_MS) };
    return {
      key: 'contract/1',
      bookingId: 'contract',
      providerId: provider.id,
      place,
      placeSettings: { timeZone: 'UTC' },
      subject: fenced.canonical,
      credential: 'linked',
      window,
      bufferedWindow: window,
      adjustments: [],
    };
  };
  const stateOf = (hours: number): GrantState => {
    const { state } = provider.compose([permissionOf(hours)], { now: instantFromMs(nowMs) });
    if (state === undefined) throw new Error('The contract booking has no state.');
    return state;
  };
  const lane = provider.laneOf(permissionOf(2));
  const grantKey = provider.grantKeyOf(permissionOf(2));
  const [short, long] = [stateOf(2), stateOf(3)];
  let vendorReference: string | undefined;
  const apply = async (change: Change): Promise<string> => {
    const known = vendorReference === undefined ? {} : { vendorReference };
    const [outcome] = await provider.applyChanges({ lane, changes: [{ ...change, ...known }] }, call);
    vendorReference = outcome?.vendorReference ?? vendorReference;
    return describe(outcome);
  };
  const isHeld = async (state: GrantState | undefined): Promise<string> => {
    const grants = [{ grantKey, state: short, ...(vendorReference === undefined ? {} : { vendorReference }) }];
    const [held] = (await provider.readGrants?.({ lane, grants }, call)) ?? [];
    return yesOrNo(isSameJson(held?.state, state));
  };

  try {
    const subjects = [fenced.canonical];
    const { findings } = await provider.checkHealth({ ...call, expected: { places: [place], subjects } });
    const failed = findings.filter(({ status }) => status === 'failed').map(({ area }) => area);
    seen['health findings that failed'] = failed.join(', ') || 'none';

    const reason = 'contract';
    seen['a booking is created'] = await apply({ kind: 'create', grantKey, after: short, reason });
    seen['it is read back as it was meant'] = await isHeld(short);
    seen['its end is moved'] = isAhead
      ? await apply({ kind: 'update', grantKey, before: short, after: long, reason })
      : 'holds no time';
    seen['and that is read back'] = await isHeld(isAhead ? long : short);
    const revoke = { kind: 'revoke', grantKey, before: long, revokeReason: 'cancelled', reason } as const;
    seen['it is revoked'] = await apply(revoke);
    seen['and revoked again'] = await apply(revoke);
    seen['nothing is left of it'] = await isHeld(undefined);
  } finally {
    await provider.close();
  }
}

function describe(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'no outcome';
  return outcome.error === undefined ? outcome.effect : describeFailure(outcome.error);
}

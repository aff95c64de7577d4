import {
  type Change,
  createMemoryProviderStorage,
  type GrantState,
  instantFromMs,
  isSameJson,
  type Outcome,
  type Permission,
} from '@acx/core/provider';
import { localToMs } from '../src/convert/salto-local-time';
import { createSalto } from '../src/salto-provider';
import type { ContractTarget } from './contract-target';
import { describeFailure, outcomeOf } from './describe-outcome';
import { DAYS_AHEAD, type NeededOptions } from './observe-space';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What the provider makes of the installation, with the options that it turned out to need. */
export async function observeProvider(
  target: ContractTarget & NeededOptions,
  seen: Record<string, string>,
  nowMs: number,
): Promise<void> {
  const { options, accessLevel: subject, zone: place, slots, readsAccessLevels, zoneLists } = target;
  const provider = createSalto({
    ...options,
    id: 'contract',
    timetableSlots: slots,
    readsAccessLevels,
    zoneLists,
    fixedZones: [],
  });
  const call = { storage: createMemoryProviderStorage() };
  const date = new Date(nowMs + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
  const noonMs = localToMs(options.timeZone, `${date}T12:00:00`);
  const permission = (hours: number): Permission => {
    const window = { startsAt: instantFromMs(noonMs), endsAt: instantFromMs(noonMs + hours * HOUR_MS) };
    return {
      key: 'contract/1',
      bookingId: 'contract',
      providerId: provider.id,
      place,
      placeSettings: { timeZone: options.timeZone },
      subject,
      credential: 'linked',
      window,
      bufferedWindow: window,
      adjustments: [],
    };
  };
  const stateOf = (hours: number): GrantState => {
    const { state } = provider.compose([permission(hours)], { now: instantFromMs(nowMs) });
    if (state === undefined) throw new Error('The contract booking has no state.');
    return state;
  };
  const lane = provider.laneOf(permission(1));
  const grantKey = provider.grantKeyOf(permission(1));
  const [short, long] = [stateOf(1), stateOf(2)];
  const apply = async (change: Change): Promise<string> =>
    describe((await provider.applyChanges({ lane, changes: [change] }, call))[0]);
  const isHeld = async (state: GrantState | undefined): Promise<string> => {
    if (provider.readGrants === undefined) return 'not told';
    const [held] = await provider.readGrants({ lane, grants: [{ grantKey, state: short }] }, call);
    return isSameJson(held?.state, state) ? 'yes' : 'no';
  };

  try {
    const { findings } = await provider.checkHealth({ ...call, expected: { places: [place], subjects: [subject] } });
    const failed = findings.filter(({ status }) => status === 'failed').map(({ area }) => area);
    seen['health findings that failed'] = failed.join(', ') || 'none';

    const reason = 'contract';
    seen['a booking is created'] = await apply({ kind: 'create', grantKey, after: short, reason });
    seen['it is read back as it was meant'] = await isHeld(short);
    seen['its end is moved'] = await apply({ kind: 'update', grantKey, before: short, after: long, reason });
    seen['and that is read back'] = await isHeld(long);
    const revoke = { kind: 'revoke', grantKey, before: long, revokeReason: 'cancelled', reason } as const;
    seen['it is revoked'] = await apply(revoke);
    seen['and revoked again'] = await apply(revoke);
    seen['nothing is left of it'] = await isHeld(undefined);

    seen['door events begin at the present'] = await outcomeOf(async () => {
      const begun = await provider.events?.pull?.({ limit: 100 }, call);
      if (begun === undefined || begun.events.length > 0) throw new Error('The feed did not begin at the present.');
      await provider.events?.pull?.({ cursor: begun.cursor, limit: 100 }, call);
    });
  } finally {
    await provider.close();
  }
}

function describe(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'no outcome';
  return outcome.error === undefined ? outcome.effect : describeFailure(outcome.error);
}

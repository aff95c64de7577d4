import type { AccessProvider, Change, Outcome, Permission } from '@acx/core/provider';
import { createIpassan } from '../src/ipassan-provider';
import { createIpassanClient } from '../src/wire/ipassan-client';
import type { ContractTarget } from './contract-target';
import { codeOf, describeOutcome } from './describe-outcome';
import { observeVisits, type VisitObservation } from './observe-visits';

/** What an installation did, step by step: plain values that can be compared with those of another one. */
export type Observations = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Goes through everything we rely on, on the fenced asset, sixty days ahead. Removes what it made, whatever happens. Shows no secret and no
 * person.
 */
export async function observeContract(target: ContractTarget, nowMs = Date.now()): Promise<Observations> {
  const provider = createIpassan(target.options);
  await removeOurs(provider, target);
  const seen: Record<string, unknown> = {};
  try {
    await observeInstallation(provider, target, seen);
    const startMs = Math.floor(nowMs / DAY_MS) * DAY_MS + 60 * DAY_MS + 12 * HOUR_MS;
    await observeBooking(provider, target, seen, startMs);
    if (target.host !== undefined)
      Object.assign(seen, await observeVisits(visitObservationOf(target, target.host, startMs)));
  } finally {
    seen['left over after the clean-up'] = await removeOurs(provider, target);
    await provider.close();
  }
  return seen;
}

async function observeInstallation(provider: AccessProvider, target: ContractTarget, seen: Record<string, unknown>) {
  const health = await provider.checkHealth({});
  seen['health findings that failed'] = health.findings
    .filter(({ status }) => status === 'failed')
    .map(({ area }) => area);

  let isListed = false;
  for await (const { place } of provider.listPlaces?.({}) ?? []) isListed ||= place === target.asset;
  seen['the asset is among the places'] = isListed;

  const client = createIpassanClient(pickClientOptions(target));
  seen['the person can be read'] = (await client.persons.get(target.person)) !== undefined;
  seen['a person who is not there is not found'] =
    (await client.persons.get('00000000-0000-4000-8000-000000000000')) === undefined;

  const stranger = createIpassanClient({
    ...pickClientOptions(target),
    siteUuid: '00000000-0000-4000-8000-000000000000',
  });
  seen['a wrong site is answered with'] = await codeOf(async () => {
    for await (const _person of stranger.persons.list()) return;
  });
}

async function observeBooking(
  provider: AccessProvider,
  target: ContractTarget,
  seen: Record<string, unknown>,
  startMs: number,
) {
  const { asset } = target;
  const permission = (startsMs: number, endsMs: number): Permission => {
    const window = { startsAt: new Date(startsMs).toISOString(), endsAt: new Date(endsMs).toISOString() };
    return {
      key: 'contract/1',
      bookingId: 'contract',
      providerId: provider.id,
      place: asset,
      placeSettings: { timeZone: target.options.timeZone },
      subject: target.person,
      credential: 'linked',
      window,
      bufferedWindow: window,
      adjustments: [],
    };
  };
  const stateOf = (wanted: Permission) => {
    const { state } = provider.compose([wanted], { now: new Date(startMs - DAY_MS).toISOString() });
    if (state === undefined) throw new Error('The contract booking has no state.');
    return state;
  };
  const apply = async (change: Change): Promise<Outcome | undefined> =>
    (await provider.applyChanges({ lane: asset, changes: [change] }, {}))[0];

  const first = permission(startMs, startMs + HOUR_MS);
  const grantKey = provider.grantKeyOf(first);
  const held = async (): Promise<number> => {
    const grants = [{ grantKey, state: stateOf(first) }];
    return (await provider.readGrants?.({ lane: asset, grants }, {}))?.length ?? 0;
  };

  const created = await apply({ kind: 'create', grantKey, after: stateOf(first), reason: 'contract' });
  seen['a booking is created'] = describeOutcome(created);
  seen['it is read back by our mark'] = await held();

  const longer = stateOf(permission(startMs, startMs + HOUR_MS + HOUR_MS / 2));
  const vendorReference = created?.vendorReference;
  const move = {
    kind: 'update',
    grantKey,
    vendorReference,
    before: stateOf(first),
    after: longer,
    reason: 'contract',
  } as const;
  seen['its end is moved'] = describeOutcome(await apply(move));

  const rival = permission(startMs, startMs + HOUR_MS);
  const rivalKey = provider.grantKeyOf({ ...rival, key: 'contract/2' });
  seen['a second booking of its slot'] = describeOutcome(
    await apply({ kind: 'create', grantKey: rivalKey, after: stateOf(rival), reason: 'contract' }),
  );

  const odd = { ...stateOf(first), startsAt: new Date(startMs + 4 * HOUR_MS + 60_000).toISOString() };
  const oddEnd = { ...odd, endsAt: new Date(startMs + 5 * HOUR_MS).toISOString() };
  const oddKey = provider.grantKeyOf({ ...first, key: 'contract/3' });
  seen['a booking beside the slots'] = describeOutcome(
    await apply({ kind: 'create', grantKey: oddKey, after: oddEnd, reason: 'contract' }),
  );

  const revoke = {
    kind: 'revoke',
    grantKey,
    vendorReference,
    before: longer,
    revokeReason: 'cancelled',
    reason: 'contract',
  } as const;
  seen['it is revoked'] = describeOutcome(await apply(revoke));
  seen['and revoked again'] = describeOutcome(await apply(revoke));
  seen['nothing is left of it'] = await held();
}

/** Removes everything that carries the contract's mark. Resolves with how much is still there afterwards. */
async function removeOurs(provider: AccessProvider, { asset }: ContractTarget): Promise<number> {
  const ours = async () => {
    const found = [];
    for await (const grant of provider.listGrants?.({ lanes: [asset] }, {}) ?? [])
      if (grant.origin === 'ours') found.push(grant);
    return found;
  };
  for (const { grantKey = '', vendorReference, state } of await ours()) {
    const revoke = {
      kind: 'revoke',
      grantKey,
      vendorReference,
      before: state,
      revokeReason: 'extra',
      reason: 'clean-up',
    } as const;
    await provider.applyChanges({ lane: asset, changes: [revoke] }, {});
  }
  return (await ours()).length;
}

function visitObservationOf(target: ContractTarget, host: string, startMs: number): VisitObservation {
  const { mark = target.options.id, timeZone } = target.options;
  return { clientOptions: pickClientOptions(target), mark, timeZone, host, startMs };
}

function pickClientOptions({ options }: ContractTarget) {
  const { id, baseUrl, clientId, clientSecret, siteUuid, fetch } = options;
  return { id, baseUrl, clientId, clientSecret, siteUuid, fetch };
}

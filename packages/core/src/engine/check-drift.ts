import { type Drift, findDrift } from '../diff/find-drift';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import { fingerprint } from '../model/fingerprint';
import type { VendorGrant } from '../model/grant';
import { earliest } from '../model/instant';
import { pendingStatus } from '../model/permission-status';
import { guardRevocations } from '../policy/guard-revocations';
import type { LedgerTransaction } from '../ports/ledger';
import type { GrantRecord, LaneReference } from '../ports/ledger-records';
import { type EngineContext, nowOf } from './engine-context';
import { findProvider } from './find-provider';
import { mattersFrom } from './lane-urgency';
import { ledgerStorage } from './ledger-storage';
import { stopUnsafe } from './stop-unsafe';

/** What a check has found. */
export interface CheckReport {
  readonly providerId: string;
  /** Grants of ours that the vendor holds and that have an effect now or later. */
  readonly held: number;
  /** Records of others; they are never touched. */
  readonly foreign: number;
  readonly drift: readonly Drift[];
}

/** What to check and how. */
export interface CheckOptions {
  readonly providerId: string;
  /** Ends the look at the vendor early; nothing is changed then. */
  readonly signal?: AbortSignal;
  /** `report` only looks. `heal` also repairs, and tries everything again that has failed for good. Default `report`. */
  readonly mode?: 'report' | 'heal';
  /** Lets a healing check take away more than the guard allows. Default false. */
  readonly allowMassRevocation?: boolean;
}

/**
 * Compares everything the vendor holds with the ledger. Repairs are left to the ordinary work on lanes, which looks at the vendor once more before
 * it writes; so a listing that is already old when it arrives does no harm.
 *
 * @throws UnsupportedCapabilityError when the vendor cannot be listed.
 * @throws UnsafePlanError when healing would take away too much; nothing was changed then.
 * @throws what the provider throws when it cannot be reached; nothing was changed then.
 */
export async function checkDrift(context: EngineContext, options: CheckOptions): Promise<CheckReport> {
  const { providerId, mode = 'report', signal } = options;
  const provider = await findProvider(context, providerId);
  if (provider.listGrants === undefined) {
    const { listing } = provider.capabilities;
    const reason = listing.supported ? 'it does not offer listGrants' : listing.reason;
    throw new UnsupportedCapabilityError({ providerId, capability: 'listing', reason });
  }

  const before = await readGrants(context, providerId);
  const lanes = await context.ledger.transaction((transaction) => transaction.lanes.listOfProvider(providerId));
  const listed: VendorGrant[] = [];
  const takeTurn = context.turns.forCalls({ providerId, signal: signal ?? context.stopping });
  const callOptions = { signal, storage: ledgerStorage(context.ledger, providerId), takeTurn };
  for await (const grant of provider.listGrants({ lanes: lanes.map(({ lane }) => lane) }, callOptions)) {
    listed.push(grant);
    // A long listing is no reason to close the provider as idle.
    await context.registry.find(providerId);
  }
  const after = await readGrants(context, providerId);

  const { held, foreign, drift } = findDrift({ before, after, listed, now: nowOf(context) });
  const report: CheckReport = { providerId, held: held.size, foreign, drift };
  if (mode === 'heal') await heal(context, report, held, options.allowMassRevocation ?? false);
  if (drift.length > 0) await notify(context, report);
  return report;
}

async function readGrants(context: EngineContext, providerId: string): Promise<Map<string, GrantRecord>> {
  const records = await context.ledger.transaction(({ grants }) => grants.listOfProvider(providerId));
  return new Map(records.map((record) => [record.grantKey, record]));
}

async function heal(
  context: EngineContext,
  report: CheckReport,
  listed: ReadonlyMap<string, VendorGrant>,
  allowMassRevocation: boolean,
): Promise<void> {
  const { providerId, drift } = report;
  const revoked = drift.filter(({ kind }) => kind === 'extra').length;
  const scope = `healing check of ${providerId}`;
  const limits = context.revocationLimits;
  if (!allowMassRevocation) await stopUnsafe(context, guardRevocations({ scope, held: report.held, revoked, limits }));
  const now = nowOf(context);
  await context.ledger.transaction(async ({ grants, lanes, permissions }) => {
    for (const { grantKey, lane, kind } of drift) {
      const { state, vendorReference, lapsesAt, sweepAt } = listed.get(grantKey) ?? {};
      const known = await grants.find(providerId, grantKey);
      // What the vendor listed fills only what we do not know, so that an altered grant is still seen as altered.
      await grants.save({
        ...(known ?? { providerId, lane, grantKey }),
        state: known?.state ?? state,
        vendorReference: known?.vendorReference ?? vendorReference,
        lapsesAt: known?.lapsesAt ?? lapsesAt,
        sweepAt: known?.sweepAt ?? sweepAt,
        certainty: 'unknown',
      });
      const wanted = kind === 'missing' ? await permissions.listOfLane({ providerId, lane }) : [];
      const missing = wanted.filter((record) => record.grantKey === grantKey).map((record) => mattersFrom(record, now));
      // Nobody knows since when the others open more than they should.
      await lanes.wake({ providerId, lane }, now, kind === 'missing' ? earliest(...missing) : now);
    }
    for (const reference of await lanes.listOfProvider(providerId))
      await askAgain({ permissions, grants, lanes }, reference, now);
  });
}

/** Gives everything in a lane that has failed another try, also rights that nobody remembers and that could not be taken away. */
async function askAgain(
  stores: Pick<LedgerTransaction, 'permissions' | 'grants' | 'lanes'>,
  lane: LaneReference,
  now: string,
): Promise<void> {
  const records = await stores.permissions.listOfLane(lane);
  for (const record of records) {
    const { state, error, windows, revokeReason } = record.status;
    if (error === undefined) continue;
    const status = state === 'withdrawing' ? ({ state, windows, revokeReason } as const) : pendingStatus;
    await stores.permissions.save({ ...record, status });
    await stores.lanes.wake(lane, now, mattersFrom(record, now));
  }
  const wanted = new Set(records.map(({ grantKey }) => grantKey));
  for (const { failure, ...grant } of await stores.grants.listOfLane(lane)) {
    if (failure === undefined) continue;
    await stores.grants.save(grant);
    // What nobody asks for may let somebody in.
    await stores.lanes.wake(lane, now, wanted.has(grant.grantKey) ? undefined : now);
  }
}

async function notify(context: EngineContext, report: CheckReport): Promise<void> {
  const { providerId, drift } = report;
  const count = (kind: Drift['kind']): number => drift.filter((item) => item.kind === kind).length;
  const [missing, altered, extra] = [count('missing'), count('altered'), count('extra')];
  const at = nowOf(context);
  await context.ledger.transaction(({ notices }) =>
    notices.add({
      id: `drift/${fingerprint(JSON.stringify([providerId, at, drift]))}`,
      type: 'drift',
      at,
      audience: ['administrator'],
      providerId,
      missing,
      altered,
      extra,
      message: `${providerId} differs from what it should hold: ${missing} missing, ${altered} altered, ${extra} too many.`,
      action: 'A healing check repairs it. If it comes back, somebody or something else writes there.',
    }),
  );
}

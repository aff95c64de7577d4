import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import { ConfigurationError } from '../errors/configuration-error';
import type { Change, Outcome } from '../model/change';
import { instantToMs } from '../model/instant';
import { isOutage, isWorthTrying } from '../policy/worth-trying';
import type { AccessProvider } from '../ports/access-provider';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { type EngineContext, nowOf } from './engine-context';
import { evaluateLane, type LaneEvaluation } from './evaluate-lane';
import { type LaneRecords, readLane, recordFailure, recordIntent, recordResult } from './lane-ledger';
import { lookBeforeFirstWrite, readBack } from './read-back';
import { settleLane, type TriedChange } from './settle-lane';

/**
 * Looks at one lane and makes the vendor hold what its permissions ask for now: read the ledger, read back what is in doubt, compose, compare,
 * write the intent down, apply, write the outcome down. It knows nothing of why it was called, so any call may come twice, late or not at all.
 */
export async function workLane(context: EngineContext, claim: LaneClaim): Promise<void> {
  const records = await readLane(context, claim);
  // The last fifth of the lease is kept for writing the outcome down: a vendor call that runs longer is given up.
  const controller = new AbortController();
  const leftMs = instantToMs(claim.expiresAt) - context.clock.nowMs();
  const cancelTimer = context.clock.schedule(leftMs * 0.8, () => controller.abort());
  try {
    const provider = await findProvider(context, claim.providerId);
    announce(context, await reconcile(context, claim, records, provider, controller.signal));
  } catch (failure) {
    const error = toErrorJson(claim, failure);
    context.logger.warn('Work on a lane failed and will be tried again.', {
      providerId: claim.providerId,
      lane: claim.lane,
      code: error.code,
    });
    announce(context, await recordFailure(context, claim, records, error));
  } finally {
    cancelTimer();
  }
}

async function reconcile(
  context: EngineContext,
  claim: LaneClaim,
  records: LaneRecords,
  provider: AccessProvider,
  signal: AbortSignal,
): Promise<PermissionRecord[]> {
  const { permissions } = records;
  const call = { signal };
  const evaluate = (held: readonly GrantRecord[]): LaneEvaluation =>
    evaluateLane({ provider, permissions, grants: held, now: nowOf(context) });
  let grants: readonly GrantRecord[] = await readBack({ provider, lane: claim.lane, grants: records.grants, call });
  let evaluation = evaluate(grants);
  const looked = await lookBeforeFirstWrite({ provider, claim, grants, changes: evaluation.changes, call });
  if (looked !== grants) {
    grants = looked;
    evaluation = evaluate(grants);
  }
  const changes = worthTrying(evaluation, claim, permissions, grants);

  let tried: TriedChange[] = [];
  if (changes.length > 0) {
    await recordIntent(context, claim, { permissions, grants }, changes);
    const outcomes = await provider.applyChanges({ lane: claim.lane, changes }, { signal });
    tried = matchOutcomes(changes, outcomes);
    if (!tried.some(({ outcome }) => outcome.error !== undefined && isOutage(outcome.error.toJSON())))
      context.pace.succeeded(claim.providerId);
    count(context, claim, tried);
  }
  const result = settleLane({
    claim,
    now: nowOf(context),
    permissions,
    grants,
    readGrants: records.grants,
    evaluation,
    tried,
  });
  return recordResult(context, claim, { records, result, tried, forgotten: evaluation.forgotten });
}

/** Leaves out what the vendor has refused for good and nobody has asked for again. */
function worthTrying(
  evaluation: LaneEvaluation,
  { version: laneVersion }: LaneClaim,
  permissions: readonly PermissionRecord[],
  grants: readonly GrantRecord[],
): Change[] {
  const failures = new Map(grants.map(({ grantKey, failure }) => [grantKey, failure]));
  const pending = permissions.filter(({ status }) => status.state === 'pending');
  const askedAgain = new Set(pending.map(({ grantKey }) => grantKey));
  return evaluation.changes.filter((change) => {
    const { grantKey } = change;
    const isAskedAgain = askedAgain.has(grantKey);
    return isWorthTrying({ change, failure: failures.get(grantKey), laneVersion, isAskedAgain });
  });
}

async function findProvider(context: EngineContext, providerId: string): Promise<AccessProvider> {
  const provider = await context.registry.find(providerId);
  if (provider !== undefined) return provider;
  throw new ConfigurationError({
    subject: `Provider ${providerId}`,
    problems: [{ path: '', message: 'is not configured; its rights stay as they are until it is' }],
  });
}

/** Pairs every change with its outcome; one that the provider left out may or may not have happened. */
function matchOutcomes(changes: readonly Change[], outcomes: readonly Outcome[]): TriedChange[] {
  const byKey = new Map(outcomes.map((outcome) => [outcome.grantKey, outcome]));
  return changes.map((change) => ({
    change,
    outcome: byKey.get(change.grantKey) ?? { grantKey: change.grantKey, effect: 'unknown' },
  }));
}

function announce(context: EngineContext, moved: readonly PermissionRecord[]): void {
  const at = nowOf(context);
  for (const { permission, status } of moved) {
    const { key: permissionKey, bookingId, providerId, place } = permission;
    context.events.emit(`permission.${status.state}`, { permissionKey, bookingId, providerId, place, at, status });
  }
}

function count(context: EngineContext, claim: LaneClaim, tried: readonly TriedChange[]): void {
  for (const { change, outcome } of tried)
    context.telemetry.count('acx.changes', 1, {
      provider: claim.providerId,
      kind: change.kind,
      effect: outcome.effect,
      code: outcome.error?.code ?? 'none',
    });
}

/** What went wrong, fit to be stored. Of a foreign error only the class is kept: its text could hold anything. */
function toErrorJson(claim: LaneClaim, failure: unknown): AcxErrorJson {
  if (AcxError.isInstance(failure)) return failure.toJSON();
  const name = failure instanceof Error ? failure.name : 'unknown failure';
  return {
    name: 'ProviderCallError',
    code: 'provider_call',
    message: `Work on lane ${claim.lane} of ${claim.providerId} broke off (${name}). It is not known whether it took effect; the vendor is read before the next try.`,
    isRetryable: true,
    effect: 'unknown',
  };
}

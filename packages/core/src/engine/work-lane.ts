import { AcxError, type AcxErrorJson } from '../errors/acx-error';
import type { Change, Outcome } from '../model/change';
import { instantToMs } from '../model/instant';
import { isOutage, isTurnMissing, isWorthTrying } from '../policy/worth-trying';
import type { GrantRecord, LaneClaim, PermissionRecord } from '../ports/ledger-records';
import { boundCalls, untilAborted } from './bounded-calls';
import { type EngineContext, nowOf } from './engine-context';
import { evaluateLane, type LaneEvaluation } from './evaluate-lane';
import { findProvider } from './find-provider';
import { type LaneWork, readLane, recordFailure, recordIntent, recordResult } from './lane-ledger';
import { lookBeforeFirstWrite, readBack } from './read-back';
import { settleLane, type TriedChange } from './settle-lane';

/**
 * Looks at one lane and makes the vendor hold what its permissions ask for now: read the ledger, read back what is in doubt, compose, compare,
 * write the intent down, apply, write the outcome down. It knows nothing of why it was called, so any call may come twice, late or not at all.
 */
export async function workLane(context: EngineContext, claim: LaneClaim): Promise<void> {
  const sentAtMs = context.clock.nowMs();
  const records = await readLane(context, claim);
  // The last fifth of the lease is kept for writing the outcome down: a vendor call that runs longer is given up.
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const leftMs = (instantToMs(claim.expiresAt) - sentAtMs) * 0.8;
  const cancelTimer = context.clock.schedule(leftMs, giveUp);
  if (context.stopping.aborted) giveUp();
  context.stopping.addEventListener('abort', giveUp, { once: true });
  const giveUpAtMs = sentAtMs + leftMs;
  const work: LaneWork = { context, claim, records, sentAtMs, signal: controller.signal, giveUpAtMs };
  try {
    announce(context, await reconcile(work));
  } catch (failure) {
    const error = toErrorJson(claim, failure);
    const { providerId, lane } = claim;
    context.logger.warn('Work on a lane failed and will be tried again.', { providerId, lane, code: error.code });
    announce(context, await recordFailure(work, error));
  } finally {
    cancelTimer();
    context.stopping.removeEventListener('abort', giveUp);
  }
}

async function reconcile(work: LaneWork): Promise<PermissionRecord[]> {
  const { context, claim, records, signal } = work;
  const { providerId, lane } = claim;
  const { permissions } = records;
  const provider = await untilAborted(providerId, 'find', signal, findProvider(context, providerId));
  const calls = boundCalls(provider, context, work);
  const evaluate = (held: readonly GrantRecord[]): LaneEvaluation =>
    evaluateLane({ provider, permissions, grants: held, now: nowOf(context) });

  let grants: readonly GrantRecord[] = await readBack({ calls, lane, grants: records.grants });
  let evaluation = evaluate(grants);
  let changes = worthTrying(evaluation, claim, permissions, grants);
  const isFirstLook = claim.version === 0 && !provider.capabilities.repeatableCreate.supported;
  if (isFirstLook) {
    grants = await lookBeforeFirstWrite({ calls, lane, providerId, grants, changes });
    evaluation = evaluate(grants);
    changes = worthTrying(evaluation, claim, permissions, grants);
  }

  let tried: TriedChange[] = [];
  if (changes.length > 0) {
    await recordIntent(context, claim, { permissions, grants }, changes);
    tried = matchOutcomes(changes, await calls.applyChanges({ lane, changes }));
    const sent = tried.filter(({ outcome }) => !isNoTurn(outcome));
    const failures = sent.flatMap(({ outcome }) => outcome.error?.toJSON() ?? []);
    if (sent.length > 0 && !failures.some(isOutage)) context.pace.succeeded(providerId);
    count(context, claim, sent);
  }
  const now = nowOf(context);
  const isUnsent =
    tried.some(({ change }) => change.kind === 'create') && tried.every(({ outcome }) => isNoTurn(outcome));
  // Otherwise the look would take the turn of the write behind it, again and again.
  const settled = isFirstLook && isUnsent ? { ...claim, version: 1 } : claim;
  const result = settleLane({
    claim: settled,
    now,
    permissions,
    grants,
    readGrants: records.grants,
    evaluation,
    tried,
  });
  return recordResult(work, { result, tried, evaluation });
}

/** Leaves out what the vendor has refused for good and nobody has asked for again. */
function worthTrying(
  evaluation: LaneEvaluation,
  { version: laneVersion }: LaneClaim,
  permissions: readonly PermissionRecord[],
  grants: readonly GrantRecord[],
): Change[] {
  const failures = new Map(grants.map(({ grantKey, failure }) => [grantKey, failure]));
  const fresh = permissions.filter(
    ({ status: { state, error } }) => state === 'pending' || (state === 'withdrawing' && error === undefined),
  );
  const askedAgain = new Set(fresh.map(({ grantKey }) => grantKey));
  return evaluation.changes.filter((change) => {
    const { grantKey } = change;
    const isAskedAgain = askedAgain.has(grantKey);
    return isWorthTrying({ change, failure: failures.get(grantKey), laneVersion, isAskedAgain });
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

/** Was it not sent, for want of a turn? */
function isNoTurn({ effect, error }: Outcome): boolean {
  return effect === 'none' && error !== undefined && isTurnMissing(error.toJSON());
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

import assert from 'node:assert/strict';
import { createMemoryProviderStorage } from '../../ledger/memory-storage';
import type { Change, Outcome } from '../../model/change';
import type { Composition } from '../../model/composition';
import { earliest, type Instant, instantFromMs } from '../../model/instant';
import type { Permission } from '../../model/permission';
import type { Window } from '../../model/window';
import type { AccessProvider, LaneChanges } from '../../ports/access-provider';
import type { CallOptions } from '../../ports/call-options';
import type { ConformanceProbe, ConformanceWorld } from './conformance-world';
import { createPermission, type PermissionInput } from './create-permission';
import { createHeldGrants } from './held-grants';
import { createSlots } from './slots';

/** A world and the few moves that the tests make in it: a small engine without any of the engine's care. */
export interface Stage {
  readonly world: ConformanceWorld;
  readonly provider: AccessProvider;
  readonly probe: ConformanceProbe;
  /** For every call by hand: the provider's own storage, as the engine gives it. */
  readonly callOptions: CallOptions;
  now(): Instant;
  /** Length of one slot: a multiple of the vendor's resolution that every vendor here can open. */
  readonly slotMs: number;
  /** A window of one slot on the vendor's grid. Slot 0 begins now or soon; fractions such as 1.5 begin in the middle of a slot. */
  slot(index: number): Window;
  /** A permission of the world's first subject on its first place in slot 1, where nothing else is asked for. */
  permission(input?: Partial<PermissionInput>): Permission;
  /** Another pair than that of `permission()`: the same subject at another place where there is one, else another subject. */
  readonly elsewhere: { readonly subject: string; readonly place: string };
  /** Permissions of different grants in slot 1 that share a lane: as many as the world's subjects and places allow. */
  laneMates(): Permission[];
  compose(permissions: readonly Permission[]): Composition;
  /** Moves the clock on until the provider writes these permissions of one grant. Fails when it never does. */
  untilWritten(permissions: readonly Permission[]): Promise<Composition>;
  /** The changes, per lane, from what was applied so far to what these permissions need now. */
  plan(permissions: readonly Permission[]): LaneChanges[];
  /** Carries out changes and remembers what was applied. */
  apply(request: LaneChanges, options?: { signal?: AbortSignal }): Promise<readonly Outcome[]>;
  /** Plans and applies, and fails when a change does. Tells when to look again. */
  settle(permissions: readonly Permission[]): Promise<Instant | undefined>;
  /** The vendor's own answer. `at` defaults to now. */
  opens(permission: Permission, at?: Instant): Promise<boolean>;
}

/** Puts a world on the stage. */
export function createStage(world: ConformanceWorld): Stage {
  const { provider, probe, clock } = world;
  const held = createHeldGrants(provider);
  const { slotMs, slot } = createSlots(world);
  const [subject = '', place = ''] = [world.subjects[0], world.places[0]];
  const [, otherSubject = ''] = world.subjects;
  const [, otherPlace] = world.places;
  const elsewhere = otherPlace === undefined ? { subject: otherSubject, place } : { subject, place: otherPlace };
  const callOptions: CallOptions = { storage: world.storage ?? createMemoryProviderStorage() };
  const now = (): Instant => instantFromMs(clock.nowMs());
  const compose = (permissions: readonly Permission[]): Composition => provider.compose(permissions, { now: now() });

  const permission: Stage['permission'] = (input = {}) =>
    createPermission({
      ...{ subject, place, window: slot(1), providerId: provider.id },
      credential: world.credential ?? provider.capabilities.credentialKinds[0],
      placeSettings: world.placeSettings,
      ...input,
    });
  const plan: Stage['plan'] = (permissions) => held.plan(permissions, now());
  const apply: Stage['apply'] = async (request, options = {}) => {
    const outcomes = await provider.applyChanges(request, { ...callOptions, ...options });
    held.remember(request, outcomes);
    return outcomes;
  };
  const settle: Stage['settle'] = async (permissions) => {
    for (const request of plan(permissions)) assertApplied(request.changes, await apply(request));
    return earliest(...held.compositions(permissions, now()).map(({ nextAt }) => nextAt));
  };

  return {
    ...{ world, provider, probe, callOptions, now, slotMs, slot, elsewhere, permission, compose, plan, apply, settle },
    laneMates() {
      const mates = new Map<string, Permission[]>();
      for (const subjectOfMate of world.subjects)
        for (const placeOfMate of world.places) {
          const mate = permission({ subject: subjectOfMate, place: placeOfMate });
          const lane = provider.laneOf(mate);
          const known = mates.get(lane) ?? [];
          const isNew = known.every((other) => provider.grantKeyOf(other) !== provider.grantKeyOf(mate));
          mates.set(lane, isNew ? [...known, mate] : known);
        }
      return [...mates.values()].reduce((most, next) => (next.length > most.length ? next : most), []);
    },
    async untilWritten(permissions) {
      for (let step = 0; step < 100; step += 1) {
        const composition = compose(permissions);
        const refused = composition.rejected[0];
        assert.equal(refused, undefined, `A plain permission was rejected: ${refused?.error.message}`);
        const wakeAt = composition.waiting[0]?.expectedAt;
        if (wakeAt === undefined) return composition;
        assert.ok(wakeAt > now(), 'A waiting permission was expected for an instant that had passed.');
        await clock.advanceTo(wakeAt);
      }
      return assert.fail('A permission was put off a hundred times.');
    },
    opens: async (asked, at = now()) => probe.opens({ subject: asked.subject, place: asked.place, at }),
  };
}

/** Fails unless every change was applied. */
export function assertApplied(changes: readonly Change[], outcomes: readonly Outcome[]): void {
  assert.equal(outcomes.length, changes.length, 'There was not one outcome per change.');
  for (const { effect, error } of outcomes)
    assert.equal(effect, 'applied', `A change was not applied: ${error?.message ?? effect}`);
}

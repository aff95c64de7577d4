import type { Composition, CoveredPermission, WaitingPermission } from '../../model/composition';
import { earliest, type Instant, instantFromMs, instantToMs } from '../../model/instant';
import { isOverlapping, mergeWindows, type Window } from '../../model/window';
import type { FakeManifest } from './fake-provider-options';
import type { FakeServable } from './fake-servable';
import { contentToState } from './fake-state';

/**
 * For a vendor that opens and closes by itself: the earliest windows go into the record, as many as it holds; the others wait for the horizon
 * or for a window in front of them to end. No window may have ended yet.
 */
export function composeWithValidity(
  servable: readonly FakeServable[],
  now: Instant,
  manifest: FakeManifest,
): Composition {
  const { windowsPerGrant } = manifest;
  const horizonMs = manifest.horizonMinutes * 60_000;
  const limit = instantFromMs(instantToMs(now) + horizonMs);
  const longestMs = longestPieceMs(manifest);
  const pieces = mergeWindows(servable.map(({ window }) => window)).flatMap((window) => cut(window, longestMs));
  const held = pieces.slice(0, windowsPerGrant).filter(({ startsAt }) => startsAt <= limit);
  const covered: CoveredPermission[] = [];
  const waiting: WaitingPermission[] = [];

  const freeAt = (index: number): Instant => pieces[index - windowsPerGrant]?.endsAt ?? now;
  const inHorizonAt = ({ startsAt }: Window): Instant => instantFromMs(instantToMs(startsAt) - horizonMs);
  const entersAt = (piece: Window, index: number): Instant => {
    const [free, inHorizon] = [freeAt(index), inHorizonAt(piece)];
    return inHorizon > free ? inHorizon : free;
  };
  const wait = (permissionKey: string, window: Window): WaitingPermission => {
    const index = pieces.findIndex((piece) => isOverlapping(piece, window));
    const piece = pieces[index] ?? window;
    const reason = inHorizonAt(piece) > freeAt(index) ? 'beyond_horizon' : 'grant_occupied';
    return { permissionKey, reason, expectedAt: entersAt(piece, index) };
  };
  for (const { permission, window, adjustments } of servable) {
    const opened = mergeWindows(held.filter((piece) => isOverlapping(piece, window)).map(within(window)));
    if (opened.length === 0) waiting.push(wait(permission.key, window));
    else covered.push({ permissionKey: permission.key, windows: opened.map((part) => ({ ...part, adjustments })) });
  }

  const nextAt = earliest(
    ...servable.map(({ window }) => window.endsAt),
    ...held.map(({ endsAt }) => endsAt),
    ...pieces.map(entersAt).slice(held.length),
  );
  const first = servable[0];
  const lapsesAt = held.at(-1)?.endsAt;
  const base = { covered, waiting, rejected: [], ...(nextAt === undefined ? {} : { nextAt }) };
  if (first === undefined || lapsesAt === undefined) return base;
  const { place, subject } = first.permission;
  return { ...base, state: contentToState({ place, subject, windows: held }), lapsesAt };
}

/** The longest allowed window that ends on the vendor's grid. */
function longestPieceMs({ maximumMinutes, resolutionSeconds }: FakeManifest): number | undefined {
  if (maximumMinutes === undefined) return undefined;
  return Math.max(1, Math.floor((maximumMinutes * 60) / resolutionSeconds)) * resolutionSeconds * 1000;
}

/** The same time as pieces that touch, each as long as allowed. */
function cut({ startsAt, endsAt }: Window, longestMs: number | undefined): Window[] {
  if (longestMs === undefined) return [{ startsAt, endsAt }];
  const pieces: Window[] = [];
  for (let start = startsAt; start < endsAt; ) {
    const furthest = instantFromMs(instantToMs(start) + longestMs);
    const end = furthest < endsAt ? furthest : endsAt;
    pieces.push({ startsAt: start, endsAt: end });
    start = end;
  }
  return pieces;
}

function within(limits: Window): (window: Window) => Window {
  return ({ startsAt, endsAt }) => ({
    startsAt: startsAt > limits.startsAt ? startsAt : limits.startsAt,
    endsAt: endsAt < limits.endsAt ? endsAt : limits.endsAt,
  });
}

import {
  type ComposeContext,
  type Composition,
  type EffectiveWindow,
  earliest,
  type Instant,
  instantFromMs,
  instantToMs,
  isInWindow,
  isOverlapping,
  mergeWindows,
  type WaitingPermission,
  type Window,
} from '@acx/core/provider';
import { type IpeviaGrantState, parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import { type IpeviaWish, toWholeSeconds } from './ipevia-wish';

const DAY_MS = 86_400_000;

/**
 * A credential has one validity: the window that runs now or comes next, written ahead; windows that touch are one. What comes later waits and is
 * handed over the moment the one before it ends.
 */
export function composeIpeviaAhead(
  wishes: readonly IpeviaWish[],
  { now, held }: ComposeContext,
  horizonDays: number,
): Composition {
  // Joined first, so that two that touch within a second leave no gap.
  const joined = mergeWindows(wishes.map(({ window }) => window))
    .map(toWholeSeconds)
    .filter(({ endsAt }) => endsAt > now);
  const horizonMs = horizonDays * DAY_MS;
  const entersAt = joined.map((window, index) => toEntry(window, joined[index - 1], horizonMs));
  const [current] = joined;
  const [firstEntry] = entersAt;
  const isWritten = firstEntry !== undefined && firstEntry.at <= now;

  const waiting = wishes.flatMap(({ permissionKey, window }): WaitingPermission[] => {
    const index = joined.findIndex((candidate) => isOverlapping(candidate, window));
    const entry = entersAt[index];
    if (entry === undefined || (index === 0 && isWritten)) return [];
    return [{ permissionKey, reason: entry.reason, expectedAt: entry.at }];
  });
  const pending = isWritten ? entersAt.slice(1) : entersAt;
  const composition: Composition = {
    covered: [],
    waiting,
    rejected: [],
    ...nextOf(earliest(...pending.map(({ at }) => at), ...wishes.map(({ window }) => window.endsAt))),
  };
  const [first] = wishes;
  if (!isWritten || current === undefined || first === undefined) return composition;
  const state: IpeviaGrantState = { form: 'credential', card: first.card, validity: current };
  return {
    ...composition,
    state: wishes.some(({ window }) => isInWindow(now, window)) ? keepHeld(held, state, now) : state,
    covered: wishes
      .filter(({ window }) => isOverlapping(window, current))
      .map(({ permissionKey, window, adjustments }) => ({
        permissionKey,
        windows: [within(current, window, adjustments)],
      })),
    lapsesAt: current.endsAt,
    // It would stay for good and take one of the credentials that the vendor has room for.
    sweepAt: current.endsAt,
  };
}

/** When a window comes into the credential, and what it waits for until then. */
function toEntry(
  { startsAt }: Window,
  before: Window | undefined,
  horizonMs: number,
): { readonly at: Instant; readonly reason: WaitingPermission['reason'] } {
  const inHorizon = instantFromMs(instantToMs(startsAt) - horizonMs);
  if (before === undefined || inHorizon > before.endsAt) return { at: inHorizon, reason: 'beyond_horizon' };
  return { at: before.endsAt, reason: 'grant_occupied' };
}

/**
 * A validity that began earlier and ends alike opens the same from now on: the former booking of the same card is over, nothing has to be
 * written.
 */
function keepHeld(held: ComposeContext['held'], state: IpeviaGrantState, now: Instant): IpeviaGrantState {
  if (held === undefined || state.validity === undefined) return state;
  const { form, card, validity } = parseIpeviaGrantState(held);
  const isAlike = form === state.form && card === state.card && validity?.endsAt === state.validity.endsAt;
  return isAlike && validity.startsAt <= now ? { form, card, validity } : state;
}

/** The part of a window that really opens. */
function within(limits: Window, window: Window, adjustments: EffectiveWindow['adjustments']): EffectiveWindow {
  const startsAt = window.startsAt > limits.startsAt ? window.startsAt : limits.startsAt;
  const endsAt = window.endsAt < limits.endsAt ? window.endsAt : limits.endsAt;
  const isShrunk = startsAt !== window.startsAt || endsAt !== window.endsAt;
  return { startsAt, endsAt, adjustments: isShrunk ? [...adjustments, 'shrunk_to_slot'] : adjustments };
}

function nextOf(nextAt: Instant | undefined): { nextAt?: Instant } {
  return nextAt === undefined ? {} : { nextAt };
}

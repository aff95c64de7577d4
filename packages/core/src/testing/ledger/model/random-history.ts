import { bookingStep, forgettingStep, journalStep } from './booking-steps';
import { eventStep, noticeStep } from './delivery-steps';
import { claimStep, fenceStep, releaseStep, wakeStep } from './lane-steps';
import type { Random } from './random';
import { grantStep, permissionStep } from './right-steps';
import type { Step } from './step';
import { storageStep } from './storage-steps';

const kinds: readonly [(random: Random) => Step, ...((random: Random) => Step)[]] = [
  ...([
    bookingStep,
    bookingStep,
    permissionStep,
    permissionStep,
    grantStep,
    journalStep,
    noticeStep,
    noticeStep,
  ] as const),
  ...([eventStep, eventStep, eventStep, storageStep, storageStep, forgettingStep] as const),
  ...([wakeStep, wakeStep, claimStep, claimStep, releaseStep, fenceStep] as const),
];

/** One transaction of a random history. */
export interface RandomTransaction {
  readonly steps: readonly Step[];
  /** It throws after its steps, and all of them are undone. */
  readonly isUndone: boolean;
  readonly isReopenedAfter: boolean;
  /** Every question is asked then. */
  readonly isLookedAtAfter: boolean;
}

/** A random history of so many transactions. */
export function randomHistory(random: Random, length: number): RandomTransaction[] {
  return Array.from({ length }, (_, index) => ({
    steps: Array.from({ length: 1 + random.below(6) }, () => random.pick(kinds)(random)),
    isUndone: random.chance(25),
    isReopenedAfter: random.chance(10),
    isLookedAtAfter: random.chance(50) || index === length - 1,
  }));
}

import type { AcxErrorJson, Plan } from '@acx/core';
import type { PlanView } from '../../contract/bookings';
import type { FieldProblem } from '../../contract/failure';
import { tellInstant } from '../local-time';
import { toWindowView } from './adjustment-words';

/** A dry run for the form: what stands in the way, when the doors would open, and what waits for what. */
export function toPlanView(plan: Plan, timeZone: string): PlanView {
  const problems: FieldProblem[] = plan.problems.map((error) => toFieldProblem(error));
  const notes: string[] = [];
  if (plan.isOutdated) problems.push({ message: 'Somebody has changed it meanwhile; look at it again.' });
  for (const { verdict, error, expectedAt, waitingReason } of plan.permissions) {
    if (verdict === 'rejected' && error !== undefined) problems.push({ field: 'startsAt', message: error.message });
    if (verdict === 'waiting' && waitingReason === 'grant_occupied')
      notes.push(
        `The vendor has room for one right, and an earlier booking has it. It is handed over by itself${until(expectedAt)}.`,
      );
    else if (verdict === 'waiting') notes.push(`It will be written later, in time${until(expectedAt)}.`);
  }
  function until(expectedAt: string | undefined): string {
    return expectedAt === undefined ? '' : `, on ${tellInstant(expectedAt, timeZone)}`;
  }
  const windows = plan.permissions.flatMap(({ windows: opening, requested }) =>
    opening.map((window) => toWindowView(window, requested)),
  );
  return { problems, windows, notes: [...new Set(notes)], vendorCalls: plan.vendorCalls };
}

/** A problem of the SDK, at the field that can be corrected. */
export function toFieldProblem({ message, problem }: AcxErrorJson): FieldProblem {
  if (problem === 'resource_not_mapped' || problem === 'provider_not_known') return { field: 'resourceId', message };
  if (problem === 'holder_not_known' || problem === 'holder_not_linked') return { field: 'holderId', message };
  if (problem === 'not_representable') return { field: 'startsAt', message };
  return { message };
}

import { appendAuditEvent } from './salto-audit-trail';
import type { SaltoContext } from './salto-context';
import { permissionsAt, verdictOf } from './salto-oracle';

/** What came of a card at a door. */
export interface CardPresentation {
  readonly opened: boolean;
  /** Code of the audit operation. */
  readonly operation: number;
}

/**
 * Holds a card to a door now. The door decides as the oracle does and the event is on the audit trail at once:
 *
 * | what the holder has for the zones of the door | operation |
 * |---|---|
 * | a permission that is open | opened by key |
 * | permissions whose period contains today, but no timetable does | out of time |
 * | permissions, all of them before or after their period | out of date |
 * | no permission, or nobody has this card | not allowed at this door |
 *
 * "Not activated" and "expired" concern the key itself and never occur (assumed).
 */
export function presentCard(
  context: SaltoContext,
  { card, door, isExit = false }: { card: string; door: string; isExit?: boolean },
): CardPresentation {
  const { operations } = context.profile;
  const local = context.localTimeAt(context.clock.nowMs());
  const verdicts = permissionsAt(context, card, door).map((permission) => verdictOf(context, permission, local));
  const opened = verdicts.includes('open');
  const refusal = verdicts.includes('outOfTime') ? operations.outOfTime : operations.outOfDate;
  const operation = opened ? operations.openedByKey : verdicts.length === 0 ? operations.notAllowed : refusal;
  const subject = context.store.cards.get(card) ?? null;
  appendAuditEvent(context, { operation, isExit, door, subjectType: 0, subject });
  return { opened, operation };
}

import * as z from 'zod/mini';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import type { EffectiveWindow, WaitingReason } from '../model/composition';
import type { Instant } from '../model/instant';
import { identifierSchema, instantSchema } from '../model/parse-booking';
import type { PermissionStatus } from '../model/permission-status';
import { isInWindow, type Window } from '../model/window';
import type { JournalEntry, PermissionRecord } from '../ports/ledger-records';
import type { EngineContext } from './engine-context';
import { spellSubject } from './normalise-subjects';
import { isBooked } from './permission-progress';

/** Why can, or cannot, this subject open this place then? */
export interface ExplainQuestion {
  readonly providerId: string;
  readonly subject: string;
  readonly place: string;
  readonly at: Date | Instant;
}

/** A permission that has a say in the matter. */
export interface ExplainedPermission {
  readonly bookingId: string;
  readonly requested: Window;
  readonly bufferedWindow: Window;
  readonly status: PermissionStatus;
}

/** The answer, from what the ledger believes; ask `check` whether the vendor agrees. */
export interface Explanation {
  readonly verdict: 'allow' | 'deny';
  /** Why, in words for people. Names no subject. */
  readonly reasons: readonly string[];
  readonly permissions: readonly ExplainedPermission[];
  /** What happened to their bookings, newest first. */
  readonly journal: readonly JournalEntry[];
}

const questionSchema = z.strictObject({
  providerId: identifierSchema,
  subject: identifierSchema,
  place: identifierSchema,
  at: instantSchema,
});

const JOURNAL_LIMIT = 50;

/** @throws InvalidInputError for a question that cannot be understood. */
export async function explainAccess(context: EngineContext, question: ExplainQuestion): Promise<Explanation> {
  const parsed = parseWithMessages(questionSchema, question);
  if (!parsed.success) throw new InvalidInputError({ subject: 'question', problems: describeIssues(parsed.error) });
  const { at, place, ...asked } = parsed.data;
  const identity = { ...(await spellSubject(context, asked)), place };

  return context.ledger.transaction(async ({ permissions, journal }) => {
    const found = await permissions.listOfSubject(identity);
    const reasons = found.map((record) => reasonOf(record, at));
    const bookingIds = [...new Set(found.map(({ permission }) => permission.bookingId))];
    const entries: JournalEntry[] = [];
    for (const bookingId of bookingIds) entries.push(...(await journal.listOfBooking(bookingId, JOURNAL_LIMIT)));
    entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return {
      verdict: found.some((record) => isOpenedBy(record, at)) ? 'allow' : 'deny',
      reasons: reasons.length > 0 ? reasons : ['No booking gives this subject any right at this place.'],
      permissions: found.map(({ permission, status }) => ({
        bookingId: permission.bookingId,
        requested: permission.window,
        bufferedWindow: permission.bufferedWindow,
        status,
      })),
      journal: entries.slice(0, JOURNAL_LIMIT),
    };
  });
}

function isOpenedBy({ status, permission }: PermissionRecord, at: Instant): boolean {
  if (status.revokeReason !== undefined) return false;
  // What is not written yet will open as it was mapped.
  if (status.state === 'scheduled' && status.windows.length === 0) return isInWindow(at, permission.bufferedWindow);
  const isInPlace = status.state === 'live' || status.state === 'scheduled' || status.state === 'ended';
  if (!isInPlace) return false;
  const beginning = status.windows.find(isExtendedLater);
  if (beginning !== undefined && at >= beginning.endsAt) return at < permission.bufferedWindow.endsAt;
  return status.windows.some((window) => isBooked(window) && isInWindow(at, window));
}

const WAITS: Readonly<Record<WaitingReason, string>> = {
  grant_occupied: 'an earlier booking has the right, and it is handed over by itself',
  not_exact_yet: 'written now it would also open at a time that nobody booked',
  before_window: 'it is written when it begins',
  beyond_horizon: 'it is too far ahead to be written now',
};

function tell(windows: readonly EffectiveWindow[]): string {
  return windows.map(({ startsAt, endsAt }) => `${startsAt} to ${endsAt}`).join(' and ');
}

/** Only the beginning is written so far. */
function isExtendedLater({ adjustments }: EffectiveWindow): boolean {
  return adjustments.includes('extended_later');
}

function reasonOf(record: PermissionRecord, at: Instant): string {
  const { permission, status } = record;
  const { bookingId, window } = permission;
  const booked = `Booking ${bookingId} (${window.startsAt} to ${window.endsAt})`;
  if (status.revokeReason !== undefined)
    return `${booked} was ${status.revokeReason === 'moved' ? 'moved away' : 'taken back'}.`;
  if (status.error !== undefined) return `${booked} is not in place: ${status.error.message}`;
  if (status.state === 'pending') return `${booked} has not been looked at yet.`;
  if (status.state === 'ended' && status.windows.length === 0) return `${booked} is over.`;
  if (status.windows.length === 0)
    return `${booked} waits: ${WAITS[status.waitingReason ?? 'before_window']}. It is expected to be written at ${status.expectedAt}.`;
  const opens = tell(status.windows.filter(isBooked));
  const besides = status.windows.filter((window) => !isBooked(window));
  if (besides.length > 0)
    return `${booked} opens it from ${opens}, and may open it from ${tell(besides)} too, because the vendor cannot hold it more exactly.`;
  if (status.windows.some(isExtendedLater))
    return `${booked} opens it from ${opens}, and is extended by itself until ${permission.bufferedWindow.endsAt}.`;
  return isOpenedBy(record, at) ? `${booked} opens it from ${opens}.` : `${booked} opens it only from ${opens}.`;
}

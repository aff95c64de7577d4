import type { AccessEvent } from '../model/access-event';
import type { AccessProvider } from '../ports/access-provider';
import type { DirectoryAnswer, HolderEntry, HolderSubject } from '../ports/directory';
import { type BookingProviders, findProviders } from './booking-providers';
import type { EngineContext } from './engine-context';

/** A subject as it is stored with a booking: in the one spelling, beside those in which the directory names it. */
interface SpelledSubject extends HolderSubject {
  /** Absent when the directory names it as it is stored. */
  readonly spelledAs?: readonly string[];
}

/**
 * What the directory says, with each subject in the one spelling of its installation; two spellings of one subject become one. An
 * installation that is not configured right now cannot be asked for the spelling. Then what is stored of the booking tells it, so that no
 * right is taken away because a provider is not there for a moment.
 */
export async function normaliseSubjects(
  context: EngineContext,
  bookingId: string,
  answer: DirectoryAnswer,
): Promise<DirectoryAnswer> {
  const providers = await findProviders(context, [answer]);
  const placeIds = new Set(answer.resource?.places.map(({ providerId }) => providerId));
  const isMissing = [...placeIds].some((id) => !providers.has(id));
  if (!isMissing && [...providers.values()].every(({ normaliseSubject }) => normaliseSubject === undefined))
    return answer;
  const stored = isMissing ? await context.ledger.transaction(({ bookings }) => bookings.find(bookingId)) : undefined;
  const storedHolders = stored?.directoryAnswer.holders ?? [];
  return { ...answer, holders: answer.holders.map((holder) => normaliseHolder(holder, { providers, storedHolders })) };
}

function normaliseHolder(
  holder: HolderEntry,
  { providers, storedHolders }: { providers: BookingProviders; storedHolders: readonly HolderEntry[] },
): HolderEntry {
  const { holderId } = holder;
  const stored = storedHolders.flatMap((entry) => (entry.holderId === holderId ? entry.subjects : []));
  const spellings = new Map<string, HolderSubject & { spelledAs: string[] }>();
  for (const { providerId, subject: told } of holder.subjects) {
    const provider = providers.get(providerId);
    const known = stored.find((entry) => entry.providerId === providerId && spellingsOf(entry).includes(told));
    const subject = provider === undefined ? (known?.subject ?? told) : normaliseSubject(provider, told);
    const key = JSON.stringify([providerId, subject]);
    const entry = spellings.get(key) ?? { providerId, subject, spelledAs: [] };
    if (!entry.spelledAs.includes(told)) entry.spelledAs.push(told);
    spellings.set(key, entry);
  }
  const subjects = [...spellings.values()].map(({ providerId, subject, spelledAs }): SpelledSubject => {
    const isAsTold = spelledAs.length === 1 && spelledAs[0] === subject;
    return { providerId, subject, ...(isAsTold ? {} : { spelledAs }) };
  });
  return { ...holder, subjects };
}

function spellingsOf(stored: SpelledSubject): readonly string[] {
  return stored.spelledAs ?? [stored.subject];
}

/** A subject in its one spelling; as it is, where its installation is not to be had. */
export async function spellSubject(
  context: EngineContext,
  { providerId, subject }: HolderSubject,
): Promise<HolderSubject> {
  const provider = await context.registry.find(providerId).catch(() => undefined);
  return { providerId, subject: normaliseSubject(provider, subject) };
}

function normaliseSubject(provider: AccessProvider | undefined, subject: string): string {
  return provider?.normaliseSubject?.(subject) ?? subject;
}

/** What a provider tells of its doors, in the words in which permissions are stored. */
export function normaliseEvents(provider: AccessProvider, events: readonly AccessEvent[]): AccessEvent[] {
  return events.map((event) => {
    const own = { ...event, providerId: provider.id };
    return event.subject === undefined ? own : { ...own, subject: normaliseSubject(provider, event.subject) };
  });
}

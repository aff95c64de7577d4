import { useState } from 'preact/hooks';
import type { BookingDraft, Resource } from '../../../contract/bookings';
import type { User } from '../../../contract/session';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { Field } from '../../parts/field';
import { OtherProblems, ProblemNote } from '../../parts/messages';
import { addLocalMinutes, localMinutesBetween } from '../../time/local-time';
import { HolderField } from './holder-field';
import { PlanPreview } from './plan-preview';
import { ResourceField } from './resource-field';
import { usePlan } from './use-plan';

interface BookingFormProps {
  readonly start: BookingDraft;
  readonly resources: readonly Resource[];
  readonly user: User;
  readonly onDone: (words: string) => void;
}

const fields = ['resourceId', 'startsAt', 'endsAt', 'holderId', 'visitorName'];

/** A booking that is made or changed, with what would come of it. */
export function BookingForm({ start, resources, user, onDone }: BookingFormProps) {
  const [draft, setDraft] = useState(start);
  const resource = resources.find(({ id }) => id === draft.resourceId);
  const hasVisitor = resource?.kind === 'visit';
  const { visitorName, ...withoutVisitor } = draft;
  const asked: BookingDraft = hasVisitor ? draft : withoutVisitor;
  const plan = usePlan(asked);
  const saving = useAction(async () => {
    const { id, ...input } = asked;
    const booking = await (id === undefined ? api.book(input) : api.changeBooking(id, input));
    onDone(`${booking.resourceName} is ${id === undefined ? 'booked' : 'changed'}.`);
  });
  const set = (change: Partial<BookingDraft>): void => {
    saving.clear();
    setDraft({ ...draft, ...change });
  };
  // The end goes along, so that a moved booking stays as long as it was.
  const setStart = (startsAt: string): void => {
    const length = localMinutesBetween(draft.startsAt, draft.endsAt);
    set(startsAt && length > 0 ? { startsAt, endsAt: addLocalMinutes(startsAt, length) } : { startsAt });
  };
  const foreseen = plan && plan !== 'unknown' ? plan.problems : [];
  const problems = saving.problems.length > 0 ? saving.problems : foreseen;

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void saving.run();
      }}
    >
      <ResourceField
        resources={resources}
        value={draft.resourceId}
        problems={problems}
        isFixed={draft.id !== undefined}
        onChange={(resourceId) => set({ resourceId })}
      />
      {user.role === 'manager' && (
        <HolderField value={draft.holderId ?? user.id} problems={problems} onChange={(holderId) => set({ holderId })} />
      )}
      {hasVisitor && (
        <Field name="visitorName" label="Who comes" problems={problems} hint="The PIN is made for this visit only.">
          {(ties) => (
            <input
              {...ties}
              type="text"
              autoComplete="off"
              value={visitorName ?? ''}
              onInput={(event) => set({ visitorName: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <div class="field-pair">
        <Field name="startsAt" label="From" problems={problems}>
          {(ties) => (
            <input
              {...ties}
              type="datetime-local"
              value={draft.startsAt}
              onInput={(event) => setStart(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field name="endsAt" label="To" problems={problems}>
          {(ties) => (
            <input
              {...ties}
              type="datetime-local"
              value={draft.endsAt}
              onInput={(event) => set({ endsAt: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <p class="hint">Times on the clocks of {resource?.timeZone ?? 'the place'}.</p>
      <PlanPreview plan={plan} timeZone={resource?.timeZone ?? 'UTC'} />
      <OtherProblems problems={problems} fields={fields} />
      <ProblemNote message={saving.problems.length === 0 ? saving.message : undefined} />
      <div class="actions">
        <button type="submit" class="button accent" aria-disabled={saving.isRunning}>
          {draft.id === undefined ? 'Book' : 'Save the change'}
        </button>
      </div>
    </form>
  );
}

import { windowOf } from '../../time/format-time';
import type { Foresight } from './use-plan';

/** What would happen at the doors, before anything is sent. */
export function PlanPreview({ plan, timeZone }: { readonly plan: Foresight; readonly timeZone: string }) {
  return (
    <section class="plan" aria-live="polite" aria-label="What would happen">
      {!plan && <p class="muted">Looking at what would happen…</p>}
      {plan === 'unknown' && <p class="muted">What would happen cannot be seen just now. Booking checks it again.</p>}
      {plan && plan !== 'unknown' && (
        <>
          <h3>{plan.problems.length > 0 ? 'This cannot be booked yet' : 'What would happen'}</h3>
          {plan.windows.map((window) => (
            <p key={window.startsAt}>
              The door opens <strong>{windowOf(window, timeZone)}</strong>
              {window.adjustments.length > 0 && <span class="muted"> · {window.adjustments.join(', ')}</span>}
            </p>
          ))}
          {plan.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
          {plan.problems.length === 0 && (
            <p class="muted">
              {plan.vendorCalls === 1 ? '1 call' : `${plan.vendorCalls} calls`} to the door system. Nothing is sent yet.
            </p>
          )}
        </>
      )}
    </section>
  );
}

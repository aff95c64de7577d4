import { useEffect, useState } from 'preact/hooks';
import type { BookingDraft, PlanView } from '../../../contract/bookings';
import { api } from '../../api/api';

const pauseMs = 300;

/** What would happen. Absent: it was not answered yet. */
export type Foresight = PlanView | 'unknown' | undefined;

/** What would happen, asked whenever typing pauses. The former answer stays until there is a new one. */
export function usePlan(draft: BookingDraft): Foresight {
  const [plan, setPlan] = useState<Foresight>();
  const key = JSON.stringify(draft);
  // The key is the draft.
  useEffect(() => {
    const asked = new AbortController();
    const timer = window.setTimeout(() => {
      // A plan that cannot be had is no obstacle: the booking itself is checked again.
      api.plan(draft, asked.signal).then(setPlan, () => asked.signal.aborted || setPlan('unknown'));
    }, pauseMs);
    return () => {
      window.clearTimeout(timer);
      asked.abort();
    };
  }, [key]);
  return plan;
}

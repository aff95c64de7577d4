import { errorTextOf, type IpassanAnswerBody } from './ipassan-answer-body';
import type { IpassanProfile, IpassanRefusal } from './ipassan-profile';

/**
 * Recognises why iPassan refused, by the texts of the profile. `undefined` when the answer is no refusal that we know.
 * An HTML page is never one: it comes from a proxy or a wrong address, and "not found" in it says nothing about a record.
 */
export function recogniseRefusal(
  refusals: IpassanProfile['refusals'],
  answer: { readonly status: number; readonly body: IpassanAnswerBody },
): IpassanRefusal | undefined {
  if (answer.body.kind === 'html') return undefined;
  const text = errorTextOf(answer.body)?.toLowerCase();
  const found = text === undefined ? undefined : mostTelling(refusals, text);
  if (found === undefined) return answer.status === 404 ? 'not_found' : undefined;
  // A broken server may say "not found" of anything; revoking must not take that for success.
  return found === 'not_found' && answer.status >= 500 ? undefined : found;
}

/** The longest text that fits: "asset not found in this site: Access Denied" should be told by its most particular part. */
function mostTelling(refusals: IpassanProfile['refusals'], text: string): IpassanRefusal | undefined {
  let found: IpassanRefusal | undefined;
  for (const refusal in everyRefusal)
    if (
      isRefusal(refusal) &&
      text.includes(refusals[refusal].toLowerCase()) &&
      (found === undefined || refusals[refusal].length > refusals[found].length)
    )
      found = refusal;
  return found;
}

/** Every refusal, so that the compiler notices a new one. */
const everyRefusal: Readonly<Record<IpassanRefusal, true>> = {
  wrong_site: true,
  not_manager: true,
  missing_profile: true,
  slot_taken: true,
  not_on_slot: true,
  too_long: true,
  email_taken: true,
  host_not_linked: true,
  only_times: true,
  not_found: true,
};

function isRefusal(name: string): name is IpassanRefusal {
  return Object.hasOwn(everyRefusal, name);
}

import type { JsonValue } from '@acx/core/provider';
import type { IpassanFailure, IpassanFailureKind } from './ipassan-failure';
import type { IpassanSwitches } from './ipassan-switches';

// All assumed, but for the 401 that a bearer API answers.
const statuses: Readonly<Record<IpassanFailureKind, number>> = {
  wrong_site: 403,
  not_manager: 403,
  missing_profile: 400,
  slot_taken: 400,
  not_on_slot: 400,
  too_long: 400,
  email_taken: 400,
  host_not_linked: 400,
  only_times: 400,
  not_found: 404,
  invalid: 400,
  unauthorized: 401,
  bad_token_request: 400,
  unknown_path: 404,
  wrong_method: 405,
  not_a_form: 415,
};

const beforeAnyRule: ReadonlySet<IpassanFailureKind> = new Set<IpassanFailureKind>([
  'unauthorized',
  'bad_token_request',
  'unknown_path',
  'wrong_method',
  'not_a_form',
]);

/** A success. Without a value the answer has no body (assumed for DELETE). */
export function toAnswer(value: JsonValue | undefined, switches: IpassanSwitches): Response {
  if (value === undefined) return new Response(null, { status: 204 });
  return write(JSON.stringify(value), 'application/json', 200, switches);
}

/** An error in the shape that is switched on. */
export function toErrorAnswer(failure: IpassanFailure, switches: IpassanSwitches): Response {
  const isRefusal = !beforeAnyRule.has(failure.kind);
  const status = isRefusal && switches.refusalStatus !== 'byKind' ? switches.refusalStatus : statuses[failure.kind];
  if (switches.errorShape === 'text') return write(failure.message, 'text/plain', status, switches);
  const body =
    switches.errorShape === 'description'
      ? { error_description: failure.message }
      : { error: { message: failure.message } };
  return write(JSON.stringify(body), 'application/json', status, switches);
}

// Bytes, so that the platform adds no Content-Type of its own; always UTF-8, named or not (known).
function write(text: string, mediaType: string, status: number, switches: IpassanSwitches): Response {
  const contentType = switches.sendsCharset ? `${mediaType}; charset=utf-8` : mediaType;
  return new Response(new TextEncoder().encode(text), { status, headers: { 'content-type': contentType } });
}

import { IpassanFailure } from './ipassan-failure';

/** The form of a write. known: writes are form-encoded; that anything else is refused with 415 is assumed. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const mediaType = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded')
    throw new IpassanFailure('not_a_form', 'The content must be application/x-www-form-urlencoded.');
  return new URLSearchParams(await request.text());
}

/** Refuses a form that lacks a field. */
export function refuseMissingField(field: string): never {
  throw new IpassanFailure('invalid', `The field ${field} is required.`);
}

import type { JsonValue } from '@acx/core/provider';
import type { BookingsOneFailure } from './bookings-one-failure';
import type { BookingsOneSwitches } from './bookings-one-switches';

/** A success with JSON. */
export function toJsonAnswer(value: JsonValue): Response {
  return write(JSON.stringify(value), 'application/json; charset=utf-8', 200);
}

/** A success of which nobody knows what is in it. */
export function toUnknownAnswer(value: JsonValue, { unknownAnswers }: BookingsOneSwitches): Response {
  if (unknownAnswers === 'empty') return new Response(null, { status: 204 });
  return unknownAnswers === 'json' ? toJsonAnswer(value) : write('OK', 'text/plain; charset=utf-8', 200);
}

/** An error (its shape is assumed). */
export function toErrorAnswer({ status, message }: BookingsOneFailure): Response {
  return write(JSON.stringify({ message }), 'application/json; charset=utf-8', status);
}

function write(text: string, contentType: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': contentType } });
}

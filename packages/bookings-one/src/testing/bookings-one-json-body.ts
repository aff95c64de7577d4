import { BookingsOneFailure } from './bookings-one-failure';

/** The JSON object in the body. @throws BookingsOneFailure 415 without the media type of JSON, 400 when there is no object. */
export async function readJsonBody(request: Request): Promise<object> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new BookingsOneFailure(415, 'The content type has to be application/json.');
  const body = parseJson(await request.text());
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BookingsOneFailure(400, 'The body has to be a JSON object.');
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the body of an answer turned out to be. Its Content-Type is not asked: it may be wrong or missing. */
export type BookingsOneAnswerBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  /** Begins like JSON and is none, as when it is cut off. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'html' }
  | { readonly kind: 'text'; readonly text: string };

/** Reads the body of an answer. Never fails: what is not JSON is text, and what starts like a page is a page. */
export function parseBookingsOneBody(body: string): BookingsOneAnswerBody {
  const text = body.trim();
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'html' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return /^[{["]/.test(text) ? { kind: 'broken' } : { kind: 'text', text };
  }
}

import { parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { lenientField } from './ipassan-field';

/** What the body of an answer turned out to be. iPassan's Content-Type is not asked: it may be wrong or missing (known). */
export type IpassanAnswerBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'html' }
  | { readonly kind: 'text'; readonly text: string };

/** Reads the body of an answer. Never fails: what is not JSON is text, and what starts like a page is a page. */
export function parseAnswerBody(text: string): IpassanAnswerBody {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (trimmed.startsWith('<')) return { kind: 'html' };
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'json', value };
  } catch {
    return { kind: 'text', text: trimmed };
  }
}

const errorSchema = z.object({
  error_description: lenientField(z.string()),
  error: lenientField(
    z.union([
      z.string(),
      z.pipe(
        z.object({ message: z.string() }),
        z.transform(({ message }) => message),
      ),
    ]),
  ),
});

/** The words of a refusal in any of the known shapes, `{error_description}`, `{error:{message}}`, `{error:"text"}` or plain text. */
export function errorTextOf(body: IpassanAnswerBody): string | undefined {
  if (body.kind === 'text') return body.text;
  if (body.kind !== 'json') return undefined;
  const result = parseWithMessages(errorSchema, body.value);
  return result.success ? result.data.error_description || result.data.error || undefined : undefined;
}

import { parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import { numberField } from './ipassan-field';
import type { IpassanCall, IpassanCallOptions, IpassanSession } from './ipassan-session';

/** Options of a list. */
export interface IpassanListOptions extends IpassanCallOptions {
  /** Items per call. Default: `pageSize` of the client. */
  readonly pageSize?: number;
}

/** The list to read. */
export interface IpassanList<Schema extends z.core.$ZodType>
  extends Pick<IpassanCall, 'operation' | 'path' | 'target'> {
  readonly session: IpassanSession;
  readonly item: Schema;
  readonly pageSize: number;
}

/**
 * Reads a list page by page; the next page is asked for when it is needed, so a caller that stops early saves calls.
 * @throws ResponseValidationError when the cursor does not advance or a page in the middle is empty: a list that could go on for ever, or
 * that lost a part, is not believed.
 */
export async function* readIpassanList<Schema extends z.core.$ZodType>(
  list: IpassanList<Schema>,
  options: IpassanListOptions,
): AsyncGenerator<z.output<Schema>, void, void> {
  const { session, operation, path, target, item, pageSize } = list;
  const context = { providerId: session.providerId, operation, effect: 'none' } as const;
  const pageSchema = z.object({ data: z.array(item), next_cursor: z.nullish(numberField) });
  for (let offset = 0; ; ) {
    const query = { limit: options.pageSize ?? pageSize, offset };
    const answer = await session.send({ operation, method: 'GET', path, target, query }, options);
    const page = parseAnswer(pageSchema, answer, context);
    yield* page.data;
    const next = page.next_cursor ?? undefined;
    if (next === undefined) return;
    if (next <= offset || page.data.length === 0)
      throw new ResponseValidationError({
        ...context,
        problems: [{ path: 'next_cursor', message: 'does not advance' }],
      });
    offset = next;
  }
}

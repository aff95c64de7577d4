import { parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import { pageSizeSchema } from './salto-client-options';
import { fieldsOf, flagField } from './salto-field';
import { checkInput } from './salto-input';
import type { SaltoCall, SaltoCallOptions, SaltoSession } from './salto-session';
import { childOf, childrenOf, countOf, textElement, type XmlElement } from './salto-xml-element';

/** Options of a list. */
export interface SaltoListOptions extends SaltoCallOptions {
  /** Records per call, 2 to 1000. Default: `pageSize` of the client. */
  readonly pageSize?: number;
}

/** The list to read. */
export interface SaltoList<Item> extends Pick<SaltoCall, 'operation' | 'requestName'> {
  readonly session: SaltoSession;
  /** Wire names of the wrapper and of the records in it. */
  readonly names: { readonly list: string; readonly item: string };
  /** Wire name of the parameter that says where a page begins. */
  readonly fromName: string;
  /** Parameters after those. */
  readonly params: readonly XmlElement[];
  /** A record by our names, with the texts that came. */
  readonly fields: (element: XmlElement) => object;
  readonly schema: z.ZodMiniType<Item>;
}

/** One page of a list. */
export interface SaltoPage<Item> {
  readonly items: readonly Item[];
  /** Whether it is the last one; absent where Space does not say. */
  readonly isLast?: boolean;
}

/** Reads one page, from a record on or from the first. Whether that record itself is in it is not known. */
export async function readSaltoPage<Item>(
  list: SaltoList<Item>,
  page: { readonly from?: string | number; readonly count: number },
  options: SaltoCallOptions,
): Promise<SaltoPage<Item>> {
  const { session, operation, requestName, names, fromName, params, fields, schema } = list;
  const { maximumCount, endOfList } = session.profile.paging;
  const answer = await session.send(
    {
      operation,
      requestName,
      isWrite: false,
      params: [
        textElement(maximumCount, page.count),
        ...(page.from === undefined ? [] : [textElement(fromName, page.from)]),
        ...params,
      ],
    },
    options,
  );
  const wrapper = countOf(answer, names.list) === 1 ? childOf(answer, names.list) : undefined;
  const context = { providerId: session.providerId, operation, effect: 'none' } as const;
  const records = wrapper === undefined ? undefined : recordsOf(wrapper, names.item);
  const pageSchema = z.object({ items: z.array(schema), isLast: z.optional(flagField) });
  const { isLast } = fieldsOf(answer, { isLast: endOfList });
  return parseAnswer(pageSchema, { items: records?.map(fields), isLast }, context);
}

/** The records of a wrapper. One with nothing but records of another name is not taken for empty: the wire profile would be wrong. */
function recordsOf(wrapper: XmlElement, itemName: string): readonly XmlElement[] | undefined {
  const children = childrenOf(wrapper);
  const records = children.filter(({ name }) => name === itemName);
  return records.length === 0 && children.length > 0 ? undefined : records;
}

/**
 * Reads a list page by page; the next page is asked for when it is needed, so a caller that stops early saves calls. A page begins with the last
 * record of the former one or behind it: both are read right.
 * @param list.isEndTold False where it is not known that Space marks the last page; then it has ended when a page brings nothing new.
 * @throws ResponseValidationError when a page brings nothing new or a record comes twice: a list that could go on for ever is not believed.
 */
export async function* readSaltoList<Item extends { readonly id: string | number }>(
  list: SaltoList<Item> & { readonly pageSize: number; readonly from?: string | number; readonly isEndTold?: boolean },
  options: SaltoListOptions,
): AsyncGenerator<Item, void, void> {
  const count = options.pageSize ?? list.pageSize;
  checkInput(z.object({ pageSize: pageSizeSchema }), { pageSize: count });
  const { providerId } = list.session;
  const notBelieved = (message: string): ResponseValidationError =>
    new ResponseValidationError({
      providerId,
      operation: list.operation,
      problems: [{ path: list.names.list, message }],
      effect: 'none',
    });
  const seen = new Set<string | number>();
  let last: string | number | undefined;
  for (;;) {
    const page = await readSaltoPage(list, { from: last ?? list.from, count }, options);
    const start = last;
    let fresh = 0;
    for (const item of page.items) {
      if (item.id === start) continue;
      if (seen.has(item.id)) throw notBelieved('holds a record twice');
      seen.add(item.id);
      last = item.id;
      fresh += 1;
      yield item;
    }
    const isLast = page.isLast ?? (list.isEndTold !== false || fresh === 0);
    if (isLast) return;
    if (fresh === 0) throw notBelieved('does not advance');
  }
}

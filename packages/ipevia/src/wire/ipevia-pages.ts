import { encodeXmlText, parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import { isIpeviaFault } from '../ipevia-errors';
import { eachOf, fieldsOf, textField } from './ipevia-field';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaCallOptions, IpeviaSession } from './ipevia-session';
import type { SoapElement } from './ipevia-soap-writer';
import type { XmlElement } from './ipevia-xml-element';

/** The list to read. */
export interface IpeviaList<Item> {
  readonly session: IpeviaSession;
  readonly operation: IpeviaOperation;
  /** Records per call. */
  readonly pageSize: number;
  /** What the list is narrowed by. */
  readonly filter?: SoapElement;
  /** Wire name of a record. */
  readonly itemName: string;
  /** A record by our names, with the texts that came. */
  readonly fields: (element: XmlElement) => object;
  readonly schema: z.ZodMiniType<Item>;
  /** What tells a record from the others. */
  readonly keyOf: (item: Item) => string;
}

/**
 * Reads a list page by page; the next page is asked for when it is needed, so a caller that stops early saves calls. Where the service
 * has lost the place (the list changed), it is read from its beginning once more, without the records that were told already.
 * @throws ResponseValidationError when a page brings a record twice, or the list goes on without bringing anything new.
 */
export async function* readIpeviaList<Item>(
  list: IpeviaList<Item>,
  options: IpeviaCallOptions,
): AsyncGenerator<Item, void, void> {
  const { providerId } = list.session;
  const told = new Set<string>();
  const passed = new Set<string>();
  let start: string | undefined;
  let isStartedOver = false;
  let idlePages = 0;
  const notBelieved = (message: string): ResponseValidationError =>
    new ResponseValidationError({
      providerId,
      operation: list.operation,
      problems: [{ path: list.itemName, message }],
      effect: 'none',
    });
  for (;;) {
    let page: IpeviaPage<Item>;
    try {
      page = await readPage(list, start, options);
    } catch (failure) {
      if (isStartedOver || start === undefined || !isIpeviaFault(failure, 'invalidStartReference')) throw failure;
      isStartedOver = true;
      start = undefined;
      passed.clear();
      continue;
    }
    const keys = page.items.map(list.keyOf);
    if (new Set(keys).size < keys.length) throw notBelieved('comes twice on a page');
    idlePages += 1;
    for (const item of page.items) {
      const key = list.keyOf(item);
      if (told.has(key)) continue;
      told.add(key);
      idlePages = 0;
      yield item;
    }
    if (page.next === undefined) return;
    // Pages that were told before are passed over after a new beginning, so some bring nothing.
    if (passed.has(page.next) || idlePages > told.size + 1) throw notBelieved('does not advance');
    passed.add(page.next);
    start = page.next;
  }
}

/** One page of a list. */
interface IpeviaPage<Item> {
  readonly items: readonly Item[];
  /** Where the next one begins; absent at the end. */
  readonly next?: string;
}

async function readPage<Item>(
  list: IpeviaList<Item>,
  start: string | undefined,
  options: IpeviaCallOptions,
): Promise<IpeviaPage<Item>> {
  const { session, operation, pageSize, itemName, fields, schema } = list;
  const names = session.profile.list;
  const content = {
    [names.limit]: String(pageSize),
    [names.start]: start === undefined ? undefined : encodeXmlText(start),
    ...list.filter,
  };
  const answer = await session.send({ operation, content, isWrite: false }, options);
  const pageSchema = z.object({ items: z.array(schema), next: textField });
  return parseAnswer(
    pageSchema,
    { items: eachOf(answer, itemName, fields), ...fieldsOf(answer, { next: names.next }) },
    { providerId: session.providerId, operation, effect: 'none' },
  );
}

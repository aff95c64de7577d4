import { encodeXmlText } from '@acx/core/provider';
import * as z from 'zod/mini';
import { identifierItemSchema, itemFields } from './ipevia-credential-reader';
import { itemToElement } from './ipevia-credential-writer';
import type { IpeviaIdentifierItem } from './ipevia-identifier';
import { checkInput, hexInput, itemInput, nameInput } from './ipevia-input';
import type { IpeviaOperation } from './ipevia-operation';
import { readIpeviaList } from './ipevia-pages';
import type { IpeviaCallOptions, IpeviaSession } from './ipevia-session';

/** Options of a list of card numbers. What is given narrows it. */
export interface IpeviaIdentifierListOptions extends IpeviaCallOptions {
  readonly typeName?: string;
  readonly formatType?: string;
  /** Hexadecimal digits in upper case. */
  readonly value?: string;
}

/** Card numbers that may pass, without holders and dates. Exists only where `maximumWhitelisted` is above 0. */
export interface IpeviaWhitelist {
  /** Every card number, page by page. */
  list(options?: IpeviaIdentifierListOptions): AsyncIterable<IpeviaIdentifierItem>;
  /** Adds card numbers in one call: at least one, at most `maximumLimit`. */
  add(items: readonly IpeviaIdentifierItem[], options?: IpeviaCallOptions): Promise<void>;
  /** Removes card numbers in one call: at least one, at most `maximumLimit`. One that is not there does no harm. */
  remove(items: readonly IpeviaIdentifierItem[], options?: IpeviaCallOptions): Promise<void>;
  /** Removes every card number, whoever has added it. */
  clear(options?: IpeviaCallOptions): Promise<void>;
}

/** Card numbers that never pass. Exists only where `maximumBlacklisted` is above 0. */
export interface IpeviaBlacklist {
  /** Every card number, page by page. */
  list(options?: IpeviaIdentifierListOptions): AsyncIterable<IpeviaIdentifierItem>;
}

const itemsInput = z.array(itemInput).check(z.minLength(1, 'must hold at least one card number'));
const filterInput = z.object({
  typeName: z.optional(nameInput),
  formatType: z.optional(nameInput),
  value: z.optional(hexInput),
});

/** The whitelist calls of one session. */
export function createIpeviaWhitelist(session: IpeviaSession, pageSize: number): IpeviaWhitelist {
  const { credential, whitelist } = session.profile;

  async function write(
    operation: IpeviaOperation,
    items: readonly IpeviaIdentifierItem[],
    options: IpeviaCallOptions,
  ): Promise<void> {
    checkInput(z.object({ items: itemsInput }), { items });
    const content = { [whitelist.item]: items.map((item) => itemToElement(credential, item)) };
    await session.send({ operation, content, isWrite: true }, options);
  }

  return {
    list: (options = {}) => listIdentifiers(session, 'getWhitelist', pageSize, options),
    add: (items, options = {}) => write('addToWhitelist', items, options),
    remove: (items, options = {}) => write('removeFromWhitelist', items, options),
    async clear(options = {}) {
      await session.send({ operation: 'deleteWhitelist', content: {}, isWrite: true }, options);
    },
  };
}

/** The blacklist calls of one session. */
export function createIpeviaBlacklist(session: IpeviaSession, pageSize: number): IpeviaBlacklist {
  return { list: (options = {}) => listIdentifiers(session, 'getBlacklist', pageSize, options) };
}

function listIdentifiers(
  session: IpeviaSession,
  operation: 'getWhitelist' | 'getBlacklist',
  pageSize: number,
  { typeName, formatType, value, ...options }: IpeviaIdentifierListOptions,
): AsyncIterable<IpeviaIdentifierItem> {
  checkInput(filterInput, { typeName, formatType, value });
  const { list: names, credential, whitelist } = session.profile;
  const encoded = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : encodeXmlText(text);
  return readIpeviaList(
    {
      session,
      operation,
      pageSize,
      filter: {
        [names.identifierType]: encoded(typeName),
        [names.formatType]: encoded(formatType),
        [names.value]: value,
      },
      itemName: whitelist.item,
      fields: (element) => itemFields(credential, element),
      schema: identifierItemSchema,
      keyOf: (item) => JSON.stringify([item.typeName, item.formatType, item.value]),
    },
    options,
  );
}

import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import { readInteger } from './ipevia-lexical';
import type { IpeviaField } from './ipevia-shape';
import { element, type IpeviaElement } from './ipevia-xml-element';
import { type IpeviaNode, textOf } from './ipevia-xml-node';

/** So many references are remembered; older ones are refused. */
const MOST_REFERENCES = 1000;

/** Lists that are read page by page. */
export interface IpeviaLists {
  /** The elements of one page, preceded by where to go on when there is more. @throws IpeviaFault for a reference that is not good any more. */
  page<Item>(request: IpeviaNode, list: ListedItems<Item>): IpeviaElement[];
  /** The next references that are used are refused, each once. */
  staleNextReference(times?: number): void;
  /** All references are refused from now on. */
  forgetReferences(): void;
  reset(): void;
}

export interface ListedItems<Item> {
  /** A reference is good for the same list only. */
  readonly name: string;
  /** In an order that stays. */
  readonly items: ReadonlyMap<string, Item>;
  /** Namespace of the answer. */
  readonly namespace: string;
  readonly isMeant?: (item: Item) => boolean;
  readonly write: (item: Item) => IpeviaElement;
}

/** First fields of every list request. */
export function listFields({ profile: { list } }: Pick<IpeviaContext, 'profile'>): IpeviaField[] {
  return [
    { name: list.limit, content: 'integer', occurs: 'optional' },
    { name: list.start, content: 'text', occurs: 'optional' },
  ];
}

/** A reference holds what was left of the list when it was made; what came later is not on the pages, what went is left out (assumed). */
export function createIpeviaLists(context: IpeviaContext): IpeviaLists {
  const { profile, switches, newId } = context;
  const references = new Map<string, { list: string; keys: readonly string[] }>();
  let staleOnes = 0;

  const keysFrom = (reference: string, list: string): readonly string[] => {
    const left = references.get(reference);
    const isStale = staleOnes > 0;
    if (isStale) staleOnes -= 1;
    if (isStale || left?.list !== list)
      throw wrongRequest(context, 'The start reference is not good any more.', 'invalidStartReference');
    return left.keys;
  };
  const remember = (list: string, keys: readonly string[]): string => {
    const [oldest] = references.keys();
    if (references.size >= MOST_REFERENCES && oldest !== undefined) references.delete(oldest);
    const reference = newId();
    references.set(reference, { list, keys });
    return reference;
  };

  return {
    page(request, { name, items, namespace, isMeant = () => true, write }) {
      const start = textOf(request, profile.list.start);
      const limit = readInteger(textOf(request, profile.list.limit) ?? '') ?? 0;
      const size = limit < 1 || limit > switches.maximumLimit ? switches.maximumLimit : limit;
      const keys = start === undefined ? [...items.keys()] : keysFrom(start, name);
      const left = keys.flatMap((key) => {
        const item = items.get(key);
        return item !== undefined && isMeant(item) ? [{ key, item }] : [];
      });
      const rest = left.slice(size).map(({ key }) => key);
      const next = rest.length === 0 ? [] : [element(namespace, profile.list.next, remember(name, rest))];
      return [...next, ...left.slice(0, size).map(({ item }) => write(item))];
    },
    staleNextReference(times = 1) {
      staleOnes += times;
    },
    forgetReferences: () => references.clear(),
    reset() {
      staleOnes = 0;
    },
  };
}

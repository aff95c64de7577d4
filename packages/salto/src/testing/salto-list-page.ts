import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { required, type SaltoFields } from './salto-fields';
import { leaf, type SaltoNode, tree } from './salto-node';

/**
 * One page of a list, as Params. Items stand in the order of their ids (assumed: by character code); one that lies before the start id, or with
 * an exclusive start is it, is left out. The start may be an id that nobody has any more (assumed).
 */
export function toListPage<Item, Id extends string | number>(options: {
  context: SaltoContext;
  fields: SaltoFields;
  listName: string;
  items: Iterable<Item>;
  idOf: (item: Item) => Id;
  startId: Id | undefined;
  isEndOfListKnown: boolean;
  toNode: (item: Item) => SaltoNode;
}): SaltoNode[] {
  const { context, fields, listName, items, idOf, startId, isEndOfListKnown, toNode } = options;
  const { switches } = context;
  const isInclusive = switches.startId === 'inclusive';
  const isAfterStart = (item: Item): boolean =>
    startId === undefined || idOf(item) > startId || (isInclusive && idOf(item) === startId);
  const left = [...items].filter(isAfterStart).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const page = left.slice(0, readPageSize(fields, context));
  return [
    tree(listName, page.map(toNode)),
    ...endOfList({ context, isLast: page.length === left.length, isEndOfListKnown }),
  ];
}

/** How many items the page has room for. */
export function readPageSize(fields: SaltoFields, { profile, switches }: SaltoContext): number {
  const { maximumCount } = profile.paging;
  const count = required(fields.integer(maximumCount), maximumCount);
  if (count < 1) throw new SaltoFault(saltoCodes.invalidParameter, `${maximumCount} must be at least 1.`);
  return Math.min(count, switches.maximumPage);
}

/** EOF, where there is one. Awkwardly a last page goes without (known that it may be missing). */
export function endOfList(options: { context: SaltoContext; isLast: boolean; isEndOfListKnown: boolean }): SaltoNode[] {
  const { context, isLast, isEndOfListKnown } = options;
  const { switches, profile } = context;
  if (!isEndOfListKnown && switches.sendsEndOfList === 'whereKnown') return [];
  if (isLast && switches.awkward) return [];
  return [leaf(profile.paging.endOfList, isLast ? 1 : 0)];
}

/** A record before it is stored; without an id it gets one of 32 hex characters, as Space gives them (known). */
export type NewRecord<Item extends { readonly name: string }> = Pick<Item, 'name'> & Partial<Item>;

/** @throws RangeError when the id is taken. */
export function requireNew<Item extends { readonly id: string }>(
  items: ReadonlyMap<string, unknown>,
  item: Item,
  kind: string,
): Item {
  if (items.has(item.id)) throw new RangeError(`The simulator has a ${kind} ${item.id} already.`);
  return item;
}

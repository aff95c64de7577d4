/** The record with this id. @throws RangeError when there is none: the test has a mistake. */
export function knownRecord<Item>(items: ReadonlyMap<string, Item>, id: string, what: string): Item {
  const item = items.get(id);
  if (item === undefined) throw new RangeError(`There is no ${what} ${id}.`);
  return item;
}

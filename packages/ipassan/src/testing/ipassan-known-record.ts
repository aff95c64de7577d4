/** The record with this uuid. @throws RangeError when there is none. */
export function knownRecord<Item>(items: ReadonlyMap<string, Item>, uuid: string, what: string): Item {
  const item = items.get(uuid);
  if (item === undefined) throw new RangeError(`The simulator has no ${what} ${uuid}.`);
  return item;
}

/** @throws RangeError when there is none: a test names something that it never made. */
export function getRecord<Item>(items: ReadonlyMap<string, Item>, id: string, kind: string): Item {
  const item = items.get(id);
  if (item === undefined) throw new RangeError(`The simulator has no ${kind} ${id}.`);
  return item;
}

/**
 * A copy of plain JSON that nobody can change, all the way down; members that are `undefined` are left out. So what is stored is safe from
 * whoever saved it and from whoever reads it.
 */
export function frozenCopy<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  // Not by assignment: that would take a member called `__proto__` for something else.
  return Object.freeze(Object.fromEntries(members.map(([name, member]) => [name, copy(member)])));
}

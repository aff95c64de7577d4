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
  const copied: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    // Assigned, a member called `__proto__` would be taken for something else.
    if (name === '__proto__') Object.defineProperty(copied, name, { value: copy(member), enumerable: true });
    else copied[name] = copy(member);
  }
  return Object.freeze(copied);
}

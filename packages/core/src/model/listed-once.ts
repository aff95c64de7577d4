import * as z from 'zod/mini';

/**
 * Check of an array of objects: no two may agree in all of these fields. Items with other problems are looked at too, so that one error lists
 * everything.
 */
export function listedOnce(...fields: readonly string[]): z.core.$ZodCheck<readonly object[]> {
  return z.superRefine<readonly unknown[]>(
    (items, context) => {
      const seen = new Set<string>();
      items.forEach((item, index) => {
        const record: Readonly<Record<string, unknown>> = typeof item === 'object' && item !== null ? { ...item } : {};
        const values = fields.map((field) => record[field]);
        if (!values.every((value) => typeof value === 'string')) return;
        const key = JSON.stringify(values);
        const path = fields.length === 1 ? [index, ...fields] : [index];
        if (seen.has(key)) context.addIssue({ code: 'custom', path, message: 'is listed twice' });
        seen.add(key);
      });
    },
    { when: ({ value }) => Array.isArray(value) },
  );
}

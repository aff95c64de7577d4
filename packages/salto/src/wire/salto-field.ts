import * as z from 'zod/mini';
import { normaliseLocalDateTime, normaliseLocalTime } from './salto-local-text';
import { childOf, childrenOf, countOf, type XmlElement } from './salto-xml-element';

/**
 * The texts of the named children, by our names. A child that is absent is `undefined`; one that comes twice, or holds elements, is something
 * that no field takes: of two answers none is believed.
 */
export function fieldsOf<Name extends string>(
  element: XmlElement,
  names: Readonly<Record<Name, string>>,
): { [Field in Name]?: unknown } {
  const fields: { [Field in Name]?: unknown } = {};
  for (const child of childrenOf(element)) {
    for (const name in names) {
      if (child.name !== names[name]) continue;
      if (name in fields) fields[name] = [];
      else fields[name] = child.children === undefined ? (child.text ?? '') : child;
    }
  }
  return fields;
}

/** The records of a wrapper, each by our names; `null`, which no field takes, where the wrapper is missing: an empty list has one (known). */
export function nestedFields(
  element: XmlElement,
  wrapperName: string,
  fields: (item: XmlElement) => unknown,
): unknown[] | null {
  const wrapper = childOf(element, wrapperName);
  return wrapper === undefined || countOf(element, wrapperName) > 1 ? null : childrenOf(wrapper).map(fields);
}

/** An EXT ID: opaque text, exactly as it came. The mark of bytes that could not be read as UTF-8 is in no id. */
export const idField = z.string().check(
  z.minLength(1, 'must not be empty'),
  z.refine((id) => !id.includes('\ufffd'), 'holds characters that could not be read'),
);

/** Text; an element that is empty or missing is absent. */
export const textField = z.pipe(
  z.optional(z.string()),
  z.transform((text) => (text === '' ? undefined : text)),
);

/** A whole number from 0. */
export const numberField = converted(
  (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  'must be a whole number',
);

/** `0` or `1`. */
export const flagField = converted(
  (text) => (text === '1' ? true : text === '0' ? false : undefined),
  'must be 0 or 1',
);

/** A local date-time in full, see {@link normaliseLocalDateTime}. */
export const dateTimeField = converted(normaliseLocalDateTime, 'must be a local date-time');

/** A time of day in full, see {@link normaliseLocalTime}. */
export const timeField = converted(normaliseLocalTime, 'must be a time of day');

/** Text that is read as something else; `undefined` is refused with the message. */
function converted<Value>(convert: (text: string) => Value | undefined, message: string) {
  return z.pipe(
    z.string(),
    z.transform((text: string, { issues }) => {
      const value = convert(text);
      if (value !== undefined) return value;
      issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );
}

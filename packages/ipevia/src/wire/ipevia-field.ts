import * as z from 'zod/mini';
import { readInstant } from './ipevia-instant-text';
import { childrenOf, type XmlElement } from './ipevia-xml-element';

/**
 * The texts of the named children, by our names. A child that is absent, or said to be nil, is `undefined`; one that comes twice, or
 * holds elements, is something that no field takes.
 */
export function fieldsOf<Name extends string>(
  element: XmlElement,
  names: Readonly<Record<Name, string>>,
): { [Field in Name]?: unknown } {
  const fields: { [Field in Name]?: unknown } = {};
  for (const child of element.children ?? [])
    for (const name in names) {
      if (child.name !== names[name]) continue;
      if (name in fields) fields[name] = [];
      else fields[name] = child.children === undefined ? textOf(child) : [];
    }
  return fields;
}

/** The attributes of an element, by our names. */
export function attributesOf<Name extends string>(
  element: XmlElement,
  names: Readonly<Record<Name, string>>,
): { [Field in Name]?: string } {
  const fields: { [Field in Name]?: string } = {};
  for (const name in names) {
    const value = element.attributes?.get(names[name]);
    if (value !== undefined) fields[name] = value;
  }
  return fields;
}

/** The fields of every child of this name. */
export function eachOf<Fields>(element: XmlElement, name: string, fields: (child: XmlElement) => Fields): Fields[] {
  return childrenOf(element, name).map(fields);
}

function textOf(element: XmlElement): string | undefined {
  if (element.text !== undefined) return element.text;
  for (const [name, value] of element.attributes ?? [])
    if (name.endsWith(':nil') && (value === 'true' || value === '1')) return undefined;
  return '';
}

/** A token or a name that is compared: opaque text, exactly as it came. The mark of bytes that could not be read as UTF-8 is in none. */
export const tokenField = z.string().check(
  z.minLength(1, 'must not be empty'),
  z.refine((token) => !token.includes('\ufffd'), 'holds characters that could not be read'),
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

/** `true` or `false`, or the digits that mean them. */
export const flagField = converted(
  (text) => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined),
  'must be true or false',
);

/** A point in time, see {@link readInstant}. */
export const instantField = converted(readInstant, 'must be a date and time');

/** Hexadecimal digits, two for each byte, in upper case. */
export const hexField = converted(
  (text) => (/^(?:[0-9A-Fa-f]{2})+$/.test(text) ? text.toUpperCase() : undefined),
  'must be pairs of hexadecimal digits',
);

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

import { SaltoFault, saltoCodes } from './salto-fault';
import { END_OF_DAY_24, isLocalDateTime, isTimeOfDay, parseOwnDateTime } from './salto-local-text';
import type { SaltoNode } from './salto-node';
import { isXmlBlank } from './salto-xml-text';

/** Longest EXT ID (known). */
const MOST_ID_CHARACTERS = 32;

/** The fields of one element of a request. A getter answers nothing for a field that was not sent. */
export interface SaltoFields {
  text(name: string): string | undefined;
  /** @throws SaltoFault 12 for an empty one or one over 32 characters. */
  extId(name: string): string | undefined;
  integer(name: string): number | undefined;
  boolean(name: string): boolean | undefined;
  /** `HH:mm:ss`; with `is24Allowed` also `24:00:00`. */
  timeOfDay(name: string, options?: { is24Allowed: boolean }): string | undefined;
  /** Padded; sent so, unless Space's own way of writing is allowed. */
  dateTime(name: string, options: { isOwnWayAllowed: boolean }): string | undefined;
  element(name: string): SaltoNode | undefined;
}

/**
 * @param known Names of all fields that may be there, each once.
 * @throws SaltoFault 501 for another or a repeated one. The getters throw 501 for elements in the place of text, 503 for the wrong type.
 */
export function readFields(node: SaltoNode, known: readonly string[]): SaltoFields {
  requireNoText(node);
  const fields = new Map<string, SaltoNode>();
  for (const child of node.children) {
    if (!known.includes(child.name) || fields.has(child.name))
      throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected ${child.name} in ${node.name}.`);
    fields.set(child.name, child);
  }
  const text = (name: string): string | undefined => {
    const field = fields.get(name);
    if (field !== undefined && field.children.length > 0)
      throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected elements in ${name}.`);
    return field?.text;
  };
  const typed = (name: string, type: string, isOfType: (text: string) => boolean): string | undefined => {
    const value = text(name);
    if (value !== undefined && !isOfType(value))
      throw new SaltoFault(saltoCodes.wrongDataType, `The value "${value}" of ${name} is no ${type}.`);
    return value;
  };
  return {
    text,
    extId(name) {
      const value = text(name);
      return value === undefined ? undefined : checkExtId(value, name);
    },
    integer(name) {
      const value = typed(name, 'integer', (candidate) => /^-?(?:0|[1-9]\d{0,14})$/.test(candidate));
      return value === undefined ? undefined : Number(value);
    },
    boolean(name) {
      const value = typed(name, 'boolean', (candidate) => candidate === '0' || candidate === '1');
      return value === undefined ? undefined : value === '1';
    },
    timeOfDay: (name, { is24Allowed } = { is24Allowed: false }) =>
      typed(name, 'time of day', (candidate) => isTimeOfDay(candidate) || (is24Allowed && candidate === END_OF_DAY_24)),
    dateTime(name, { isOwnWayAllowed }) {
      if (!isOwnWayAllowed) return typed(name, 'date-time', isLocalDateTime);
      const value = typed(name, 'date-time', (candidate) => parseOwnDateTime(candidate) !== undefined);
      return value === undefined ? undefined : parseOwnDateTime(value);
    },
    element: (name) => fields.get(name),
  };
}

/** @throws SaltoFault 12 for what was not sent. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new SaltoFault(saltoCodes.invalidParameter, `${name} is missing.`);
  return value;
}

/** @throws SaltoFault 501 for anything else in the list. */
export function readItems(list: SaltoNode, itemName: string): readonly SaltoNode[] {
  requireNoText(list);
  const other = list.children.find(({ name }) => name !== itemName);
  if (other !== undefined)
    throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected ${other.name} in ${list.name}.`);
  return list.children;
}

/** @throws SaltoFault 12 for an empty one or one over 32 characters. */
export function checkExtId(id: string, name: string): string {
  if (id === '' || id.length > MOST_ID_CHARACTERS)
    throw new SaltoFault(saltoCodes.invalidParameter, `${name} must have 1 to ${MOST_ID_CHARACTERS} characters.`);
  return id;
}

function requireNoText({ name, text }: SaltoNode): void {
  if (!isXmlBlank(text)) throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected text in ${name}.`);
}

import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import { readHex } from './ipevia-lexical';
import type { SimulatedIdentifierItem } from './ipevia-records';
import { childOf, type IpeviaNode, textOf } from './ipevia-xml-node';

/** 37 bits, in whole bytes. */
const WIEGAND37_DIGITS = 10;

/** Type and value of an identifier or of a number on a list. @throws IpeviaFault for a number that no reader could read. */
export function readIdentifierItem(context: IpeviaContext, node: IpeviaNode): SimulatedIdentifierItem {
  const { credential } = context.profile;
  const type = childOf(node, credential.type);
  const typeName = (type && textOf(type, credential.typeName)) ?? '';
  const formatType = (type && textOf(type, credential.formatType)) ?? '';
  const value = readHexValue(context, textOf(node, credential.value) ?? '');
  const formats = Object.hasOwn(context.switches.identifierTypes, typeName)
    ? context.switches.identifierTypes[typeName]
    : undefined;
  if (formats?.includes(formatType) !== true)
    throw wrongRequest(context, 'No reader here has this identifier type and format.', 'invalidIdentifier');
  const { identifier } = context.profile;
  const isWiegand37 = formatType === identifier.formatType || formatType === identifier.facilityFormatType;
  if (value === '' || (isWiegand37 && value.length !== WIEGAND37_DIGITS))
    throw wrongRequest(context, 'The value does not have the length of its format.', 'invalidIdentifier');
  return { typeName, formatType, value };
}

/** @throws IpeviaFault for what is not hexadecimal. */
export function readHexValue(context: IpeviaContext, text: string): string {
  const value = readHex(text);
  if (value === undefined) throw wrongRequest(context, 'The value is not hexadecimal.', 'invalidIdentifier');
  return value;
}

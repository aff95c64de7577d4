/** A card number as iPevia keeps it: the names of its type and format, and its digits. */
export interface IpeviaIdentifierItem {
  /** Name of the type, for example `pt:CUSTOM`. */
  readonly typeName: string;
  /** How the value is built up, for example `WIEGAND37`. */
  readonly formatType: string;
  /** Hexadecimal digits in upper case, two for each byte. Personal data: never log it. */
  readonly value: string;
}

/** A card number in a credential. */
export interface IpeviaIdentifier extends IpeviaIdentifierItem {
  /** True: a reader that asks for several proofs does not ask for this one. */
  readonly isExempted: boolean;
}

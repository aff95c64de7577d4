import * as z from 'zod/mini';
import { idField, optionalField, optionalNumberField, textField } from './ipassan-field';
import { fieldsToForm } from './ipassan-form';
import type { IpassanProfile } from './ipassan-profile';

/** The four access profiles that a person can hold. */
export const IPASSAN_ACCESS_KEYS = ['doorPermanent', 'doorTemporary', 'floorPermanent', 'floorTemporary'] as const;

/** Name of one of the four access profiles. */
export type IpassanAccessKey = (typeof IPASSAN_ACCESS_KEYS)[number];

/** Access profile uuid per kind; `null` takes the profile away; a missing key leaves it as it is. A set `doorPermanent` means enabled. */
export type IpassanAccessType = { readonly [Key in IpassanAccessKey]?: string | null };

/** A person as iPassan tells it. Personal data: never log it. */
export interface IpassanPerson {
  readonly uuid: string;
  readonly lastname?: string;
  readonly firstname?: string;
  readonly phone?: string;
  readonly mail?: string;
  /** A free external id. */
  readonly number?: string;
  /** 1 resident, 2 employee, 3 visitor. */
  readonly type?: number;
  readonly other?: string;
  readonly accessType?: IpassanAccessType;
}

/**
 * What can be written of a person. In an update a missing field stays as it is and `null` clears it: an access profile as iPassan does
 * (known), a text by `person.clearedText` of the wire profile (assumed).
 */
export interface IpassanPersonUpdate {
  readonly lastname?: string;
  readonly firstname?: string;
  readonly phone?: string | null;
  /** Unique at iPassan: a second person with it is refused with a ConflictError. */
  readonly mail?: string | null;
  readonly number?: string | null;
  /** 1 resident, 2 employee, 3 visitor. */
  readonly type?: 1 | 2 | 3;
  /** At most 255 characters. */
  readonly other?: string | null;
  readonly accessType?: IpassanAccessType;
}

/** A new person. */
export interface IpassanPersonInput extends IpassanPersonUpdate {
  readonly lastname: string;
  readonly firstname: string;
}

const externalIdField = optionalField(z.union([z.string(), z.pipe(z.number(), z.transform(String))]));

const accessTypeSchema = z.object({
  doorPermanent: z.nullish(z.string()),
  doorTemporary: z.nullish(z.string()),
  floorPermanent: z.nullish(z.string()),
  floorTemporary: z.nullish(z.string()),
});

/** A person in a list or alone; unknown fields (`architecture` among them) are dropped. */
export const ipassanPersonSchema = z.object({
  uuid: idField,
  lastname: textField,
  firstname: textField,
  phone: textField,
  mail: textField,
  number: externalIdField,
  type: optionalNumberField,
  other: textField,
  accessType: optionalField(accessTypeSchema),
});

/** The form of a write; only the fields that are given. */
export function personToForm({ clearedText }: IpassanProfile['person'], person: IpassanPersonUpdate): URLSearchParams {
  const { lastname, firstname, phone, mail, number, type, other, accessType = {} } = person;
  const { doorPermanent, doorTemporary, floorPermanent, floorTemporary } = accessType;
  const textOf = (text: string | null | undefined): string | undefined => (text === null ? clearedText : text);
  return fieldsToForm({
    lastname,
    firstname,
    phone: textOf(phone),
    mail: textOf(mail),
    number: textOf(number),
    type,
    other: textOf(other),
    accessType: { doorPermanent, doorTemporary, floorPermanent, floorTemporary },
  });
}

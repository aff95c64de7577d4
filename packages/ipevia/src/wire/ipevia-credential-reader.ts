import * as z from 'zod/mini';
import type { IpeviaCredential, IpeviaCredentialInfo, IpeviaCredentialState } from './ipevia-credential';
import {
  attributesOf,
  eachOf,
  fieldsOf,
  flagField,
  hexField,
  instantField,
  textField,
  tokenField,
} from './ipevia-field';
import type { IpeviaProfile } from './ipevia-profile';
import { onlyChildOf, type XmlElement } from './ipevia-xml-element';

const infoShape = {
  token: tokenField,
  description: textField,
  // Required by ONVIF, empty or not: a credential without one is not believed.
  holder: z.string(),
  validFrom: z.optional(instantField),
  validTo: z.optional(instantField),
};

/** Reads the fields of {@link infoFields}. */
export const credentialInfoSchema: z.ZodMiniType<IpeviaCredentialInfo> = z.object(infoShape);

/** Reads the fields of {@link itemFields}. */
export const identifierItemSchema = z.object({ typeName: tokenField, formatType: tokenField, value: hexField });

/** Reads the fields of {@link credentialFields}. */
export const credentialSchema: z.ZodMiniType<IpeviaCredential> = z.object({
  ...infoShape,
  identifiers: z
    .array(z.object({ typeName: tokenField, formatType: tokenField, value: hexField, isExempted: flagField }))
    .check(z.minLength(1, 'must hold at least one identifier')),
  accessProfiles: z.array(
    z.object({ token: tokenField, validFrom: z.optional(instantField), validTo: z.optional(instantField) }),
  ),
  extendedGrantTime: z.optional(flagField),
  attributes: z.optional(z.array(z.object({ name: tokenField, value: z.optional(z.string()) }))),
});

/** Reads the fields of {@link stateFields}. */
export const credentialStateSchema: z.ZodMiniType<IpeviaCredentialState> = z.object({
  isEnabled: flagField,
  reason: textField,
});

/** What a credential is called and when it is valid, by our names. */
export function infoFields(names: IpeviaProfile['credential'], element: XmlElement) {
  const { description, holder, validFrom, validTo } = names;
  return {
    ...attributesOf(element, { token: names.token }),
    ...fieldsOf(element, { description, holder, validFrom, validTo }),
  };
}

/** Type, format and value of an identifier, by our names. */
export function itemFields(names: IpeviaProfile['credential'], element: XmlElement) {
  const { typeName, formatType, value } = names;
  const type = onlyChildOf(element, names.type);
  return { ...(type === undefined ? {} : fieldsOf(type, { typeName, formatType })), ...fieldsOf(element, { value }) };
}

/** A credential, by our names. */
export function credentialFields(names: IpeviaProfile['credential'], element: XmlElement) {
  const { extendedGrantTime, isExempted, accessProfileToken, validFrom, validTo } = names;
  const attributes = eachOf(element, names.attribute, (attribute) =>
    attributesOf(attribute, { name: names.attributeName, value: names.attributeValue }),
  );
  return {
    ...infoFields(names, element),
    identifiers: eachOf(element, names.identifier, (identifier) => ({
      ...itemFields(names, identifier),
      ...fieldsOf(identifier, { isExempted }),
    })),
    accessProfiles: eachOf(element, names.accessProfile, (profile) =>
      fieldsOf(profile, { token: accessProfileToken, validFrom, validTo }),
    ),
    ...fieldsOf(element, { extendedGrantTime }),
    attributes: attributes.length === 0 ? undefined : attributes,
  };
}

/** Whether a credential opens anything, by our names. */
export function stateFields(names: IpeviaProfile['credential'], element: XmlElement) {
  const { isEnabled, reason } = names;
  return fieldsOf(element, { isEnabled, reason });
}

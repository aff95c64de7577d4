import { encodeXmlText } from '@acx/core/provider';
import type { IpeviaAccessProfile, IpeviaCredentialInput, IpeviaCredentialState } from './ipevia-credential';
import type { IpeviaIdentifierItem } from './ipevia-identifier';
import type { IpeviaProfile } from './ipevia-profile';
import { ATTRIBUTES, type SoapElement } from './ipevia-soap-writer';

type Names = IpeviaProfile['credential'];

/** A credential as it is sent. Without a token it gets an empty one: it is for the vendor to choose. */
export function credentialToElement(
  names: Names,
  credential: IpeviaCredentialInput & { readonly token?: string },
): SoapElement {
  return {
    [ATTRIBUTES]: { [names.token]: credential.token ?? '' },
    [names.description]: encoded(credential.description),
    [names.holder]: encodeXmlText(credential.holder),
    [names.validFrom]: credential.validFrom,
    [names.validTo]: credential.validTo,
    [names.identifier]: credential.identifiers.map((identifier) => ({
      ...itemToElement(names, identifier),
      [names.isExempted]: String(identifier.isExempted),
    })),
    [names.accessProfile]: credential.accessProfiles.map((profile) => accessProfileToElement(names, profile)),
    [names.extendedGrantTime]:
      credential.extendedGrantTime === undefined ? undefined : String(credential.extendedGrantTime),
    [names.attribute]: credential.attributes?.map(({ name, value }) => ({
      [ATTRIBUTES]: { [names.attributeName]: name, ...(value === undefined ? {} : { [names.attributeValue]: value }) },
    })),
  };
}

/** A card number as it is sent. */
export function itemToElement(names: Names, { typeName, formatType, value }: IpeviaIdentifierItem): SoapElement {
  const type = { [names.typeName]: encodeXmlText(typeName), [names.formatType]: encodeXmlText(formatType) };
  return { [names.type]: type, [names.value]: value };
}

/** A profile of access rights as it is sent. */
export function accessProfileToElement(names: Names, profile: IpeviaAccessProfile): SoapElement {
  return {
    [names.accessProfileToken]: encodeXmlText(profile.token),
    [names.validFrom]: profile.validFrom,
    [names.validTo]: profile.validTo,
  };
}

/** A state as it is sent. */
export function stateToElement(names: Names, { isEnabled, reason }: IpeviaCredentialState): SoapElement {
  return { [names.isEnabled]: String(isEnabled), [names.reason]: encoded(reason) };
}

function encoded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : encodeXmlText(text);
}

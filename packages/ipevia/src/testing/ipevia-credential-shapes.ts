import type { IpeviaProfile } from '../wire/ipevia-profile';
import type { IpeviaField, IpeviaShape } from './ipevia-shape';

/** What the credential service takes. Order and occurrence are those of the schema. */
export interface IpeviaCredentialShapes {
  readonly credential: IpeviaShape;
  readonly state: IpeviaShape;
  readonly data: IpeviaShape;
  readonly profileLink: IpeviaShape;
  /** A number on a list. */
  readonly item: IpeviaShape;
  /** A request of these fields. */
  request(fields: readonly IpeviaField[], options?: { isOpen: boolean }): IpeviaShape;
}

export function createIpeviaCredentialShapes({ namespaces, credential }: IpeviaProfile): IpeviaCredentialShapes {
  const namespace = namespaces.credential;
  const extension: IpeviaField = { name: 'Extension', content: 'anything', occurs: 'optional' };
  const validity: IpeviaField[] = [
    { name: credential.validFrom, content: 'instant', occurs: 'optional' },
    { name: credential.validTo, content: 'instant', occurs: 'optional' },
  ];
  const type: IpeviaShape = {
    namespace,
    fields: [
      { name: credential.typeName, content: 'name' },
      { name: credential.formatType, content: 'text' },
    ],
    isOpen: true,
  };
  const identifier: IpeviaShape = {
    namespace,
    fields: [
      { name: credential.type, content: type },
      { name: credential.isExempted, content: 'boolean' },
      { name: credential.value, content: 'text' },
    ],
    isOpen: true,
    hasOtherAttributes: true,
  };
  const profileLink: IpeviaShape = {
    namespace,
    fields: [{ name: credential.accessProfileToken, content: 'name' }, ...validity],
  };
  const attribute: IpeviaShape = {
    namespace,
    fields: [],
    isOpen: true,
    attributes: [credential.attributeName],
    hasOtherAttributes: true,
  };
  const whole: IpeviaShape = {
    namespace,
    fields: [
      { name: credential.description, content: 'description', occurs: 'optional' },
      { name: credential.holder, content: 'name' },
      ...validity,
      { name: credential.identifier, content: identifier, occurs: 'some' },
      { name: credential.accessProfile, content: profileLink, occurs: 'any' },
      { name: credential.extendedGrantTime, content: 'boolean', occurs: 'optional' },
      { name: credential.attribute, content: attribute, occurs: 'any' },
      extension,
    ],
    attributes: [credential.token],
    hasOtherAttributes: true,
  };
  const state: IpeviaShape = {
    namespace,
    fields: [
      { name: credential.isEnabled, content: 'boolean' },
      { name: credential.reason, content: 'name', occurs: 'optional' },
      { name: 'AntipassbackState', content: 'anything', occurs: 'optional' },
      extension,
    ],
    hasOtherAttributes: true,
  };
  return {
    credential: whole,
    state,
    data: {
      namespace,
      fields: [{ name: credential.item, content: whole }, { name: credential.stateInData, content: state }, extension],
      hasOtherAttributes: true,
    },
    profileLink,
    item: {
      namespace,
      fields: [
        { name: credential.type, content: type },
        { name: credential.value, content: 'text' },
      ],
      isOpen: true,
      hasOtherAttributes: true,
    },
    request: (fields, options) => ({ namespace, fields, ...options }),
  };
}

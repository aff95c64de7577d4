import type { IpeviaProfile } from './ipevia-profile';
import { messageToSchema, type SchemaElement, typeToSchema } from './ipevia-schema';

/** Prefix of the credential namespace in the schema, and in what is sent. */
const TCR = 'tcr';

/** The schema of what is sent to the credential service. The order of the elements is that of ONVIF (known of ONVIF). */
export function credentialSchema({ operations, credential, whitelist, formatType, list }: IpeviaProfile): string {
  const text = (name: string, occurs?: SchemaElement['occurs']): SchemaElement => ({ name, type: 'xs:string', occurs });
  const part = (name: string, type: string, occurs?: SchemaElement['occurs']): SchemaElement => ({
    name,
    type: `${TCR}:${type}`,
    occurs,
  });
  const page = [text(list.limit, 'optional'), text(list.start, 'optional')];
  const filtered = [
    ...page,
    text(list.identifierType, 'optional'),
    text(list.formatType, 'optional'),
    text(list.value, 'optional'),
  ];
  const items = [part(whitelist.item, 'Item', 'many')];
  const validity = [text(credential.validFrom, 'optional'), text(credential.validTo, 'optional')];
  const state = [text(credential.isEnabled), text(credential.reason, 'optional')];
  const token = [text(credential.tokenElement)];
  const types: Readonly<Record<string, Parameters<typeof typeToSchema>[0]>> = {
    Type: { elements: [text(credential.typeName), text(credential.formatType)] },
    Item: { elements: [part(credential.type, 'Type'), text(credential.value)] },
    Identifier: { elements: [part(credential.type, 'Type'), text(credential.isExempted), text(credential.value)] },
    AccessProfile: { elements: [text(credential.accessProfileToken), ...validity] },
    Attribute: { elements: [], attributes: [credential.attributeName, credential.attributeValue] },
    State: { elements: state },
    Credential: {
      elements: [
        text(credential.description, 'optional'),
        text(credential.holder),
        ...validity,
        part(credential.identifier, 'Identifier', 'many'),
        part(credential.accessProfile, 'AccessProfile', 'many'),
        text(credential.extendedGrantTime, 'optional'),
        part(credential.attribute, 'Attribute', 'many'),
      ],
      attributes: [credential.token],
    },
    Data: { elements: [part(credential.item, 'Credential'), part(credential.stateInData, 'State')] },
  };
  const messages: readonly (readonly [string, readonly SchemaElement[]])[] = [
    [operations.getServiceCapabilities, []],
    [operations.getSupportedFormatTypes, [text(formatType.typeName)]],
    [operations.getCredentialInfoList, page],
    [operations.getCredentialList, page],
    [operations.getCredentials, [text(credential.tokenElement, 'many')]],
    [operations.createCredential, [part(credential.item, 'Credential'), part(credential.state, 'State')]],
    [operations.setCredential, [part(credential.data, 'Data')]],
    [operations.modifyCredential, [part(credential.item, 'Credential')]],
    [operations.deleteCredential, token],
    [operations.getCredentialState, token],
    [operations.enableCredential, [...token, text(credential.reason, 'optional')]],
    [operations.disableCredential, [...token, text(credential.reason, 'optional')]],
    [
      operations.setCredentialAccessProfiles,
      [text(credential.credentialToken), part(credential.accessProfile, 'AccessProfile', 'many')],
    ],
    [
      operations.deleteCredentialAccessProfiles,
      [text(credential.credentialToken), text(credential.accessProfileToken, 'many')],
    ],
    [operations.getWhitelist, filtered],
    [operations.addToWhitelist, items],
    [operations.removeFromWhitelist, items],
    [operations.deleteWhitelist, []],
    [operations.getBlacklist, filtered],
  ];
  return [
    ...Object.entries(types).map(([name, type]) => typeToSchema(type, name)),
    ...messages.map(([name, elements]) => messageToSchema(name, elements)),
  ].join('');
}

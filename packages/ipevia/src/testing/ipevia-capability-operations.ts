import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaOperationBasis } from './ipevia-operation-basis';
import { unknownAttribute, unknownExtension } from './ipevia-unknown-parts';
import { element } from './ipevia-xml-element';
import { textOf } from './ipevia-xml-node';

/** What the controller says it can. */
export function ipeviaCapabilityOperations(
  context: IpeviaContext,
  { operation }: IpeviaOperationBasis,
): IpeviaOperation[] {
  const { switches, profile } = context;
  const { capabilities, formatType: formats, operations } = profile;
  const ns = profile.namespaces.credential;
  return [
    operation(operations.getServiceCapabilities, {
      isOffered: () => true,
      answer() {
        const values: Record<string, string> = {
          [capabilities.maximumLimit]: `${switches.maximumLimit}`,
          [capabilities.hasValidity]: `${switches.hasValidity}`,
          [capabilities.hasProfileValidity]: `${switches.hasProfileValidity}`,
          [capabilities.validityHasTime]: `${switches.validityHasTime}`,
          [capabilities.maximumCredentials]: `${switches.maximumCredentials}`,
          [capabilities.maximumProfiles]: `${switches.maximumProfiles}`,
          [capabilities.canResetAntipassback]: 'false',
        };
        // what is absent has its default, and releases before 21.06 do not know the lists
        if (switches.takesClientTokens) values[capabilities.takesClientTokens] = 'true';
        if (switches.maximumWhitelisted > 0) values[capabilities.maximumWhitelisted] = `${switches.maximumWhitelisted}`;
        if (switches.maximumBlacklisted > 0) values[capabilities.maximumBlacklisted] = `${switches.maximumBlacklisted}`;
        const types = Object.keys(switches.identifierTypes).map((name) =>
          element(ns, capabilities.identifierType, name),
        );
        const item = element(ns, capabilities.item, [...types, ...unknownExtension(context, ns)], values);
        return [{ ...item, attributes: [...item.attributes, ...unknownAttribute(context)] }];
      },
    }),
    operation(operations.getSupportedFormatTypes, {
      fields: [{ name: formats.typeName, content: 'text' }],
      isOffered: () => true,
      answer(request) {
        const typeName = textOf(request, formats.typeName) ?? '';
        const known = Object.hasOwn(switches.identifierTypes, typeName)
          ? switches.identifierTypes[typeName]
          : undefined;
        if (known === undefined) throw wrongRequest(context, 'There is no such identifier type.');
        return known.map((format) =>
          element(ns, formats.item, [
            element(ns, formats.formatType, format),
            element(ns, formats.description, `Format ${format}`),
            ...unknownExtension(context, ns),
          ]),
        );
      },
    }),
  ];
}

import type { IpeviaContext } from './ipevia-context';
import type {
  SimulatedCredential,
  SimulatedIdentifierItem,
  SimulatedProfileLink,
  SimulatedValidity,
} from './ipevia-records';
import { unknownAttribute, unknownElements, unknownExtension } from './ipevia-unknown-parts';
import { writeHex, writeInstant } from './ipevia-wire-values';
import { element, type IpeviaElement, optional } from './ipevia-xml-element';

/** A credential as answers have it; without identifiers and access profiles where only information is asked for. */
export function writeCredential(context: IpeviaContext, item: SimulatedCredential, isInfo: boolean): IpeviaElement {
  const { credential, namespaces } = context.profile;
  const ns = namespaces.credential;
  const info = [
    ...optional(ns, credential.description, item.description),
    element(ns, credential.holder, item.holder),
    ...writeValidity(context, item),
  ];
  const rest = (): IpeviaElement[] => [
    ...item.identifiers.map((identifier) =>
      element(ns, credential.identifier, [
        writeType(context, identifier),
        element(ns, credential.isExempted, String(identifier.isExempted)),
        element(ns, credential.value, writeHex(identifier.value, context.switches)),
        ...unknownElements(context),
      ]),
    ),
    ...item.accessProfiles.map((link) => writeProfileLink(context, link)),
    ...optional(ns, credential.extendedGrantTime, item.extendedGrantTime?.toString()),
    ...item.attributes.map(({ name, value }) =>
      element(ns, credential.attribute, [], {
        [credential.attributeName]: name,
        ...(value === null ? {} : { [credential.attributeValue]: value }),
      }),
    ),
    ...unknownExtension(context, ns),
  ];
  const whole = element(ns, isInfo ? credential.info : credential.item, isInfo ? info : [...info, ...rest()], {
    [credential.token]: item.token,
  });
  return { ...whole, attributes: [...whole.attributes, ...unknownAttribute(context)] };
}

/** A number on a list. */
export function writeIdentifierItem(context: IpeviaContext, item: SimulatedIdentifierItem): IpeviaElement {
  const { profile, switches } = context;
  return element(profile.namespaces.credential, profile.whitelist.item, [
    writeType(context, item),
    element(profile.namespaces.credential, profile.credential.value, writeHex(item.value, switches)),
    ...unknownElements(context),
  ]);
}

function writeType(context: IpeviaContext, { typeName, formatType }: SimulatedIdentifierItem): IpeviaElement {
  const { credential, namespaces } = context.profile;
  return element(namespaces.credential, credential.type, [
    element(namespaces.credential, credential.typeName, typeName),
    element(namespaces.credential, credential.formatType, formatType),
    ...unknownElements(context),
  ]);
}

function writeProfileLink(context: IpeviaContext, link: SimulatedProfileLink): IpeviaElement {
  const { credential, namespaces } = context.profile;
  const token = element(namespaces.credential, credential.accessProfileToken, link.accessProfile);
  return element(namespaces.credential, credential.accessProfile, [token, ...writeValidity(context, link)]);
}

/** Where only dates count, an instant comes back as the beginning of its date (assumed). */
function writeValidity(
  { profile: { credential, namespaces }, switches, localDays }: IpeviaContext,
  { validFromAt, validToAt }: SimulatedValidity,
): IpeviaElement[] {
  const text = (at: string | null): string | null => {
    if (at === null) return null;
    const atMs = Date.parse(at);
    return writeInstant(switches.validityHasTime ? atMs : localDays.startOfDayMs(atMs), switches);
  };
  return [
    ...optional(namespaces.credential, credential.validFrom, text(validFromAt)),
    ...optional(namespaces.credential, credential.validTo, text(validToAt)),
  ];
}

import type { SimulatedCredential, SimulatedIdentifierItem, SimulatedValidity } from './ipevia-records';

/** A period in milliseconds, without limits where there are none. */
export interface IpeviaPeriod {
  readonly fromMs: number;
  /** Excluded. */
  readonly toMs: number;
}

/** A credential as the barrier looks at it. */
export interface IpeviaRight {
  readonly credential: SimulatedCredential;
  readonly period: IpeviaPeriod;
  readonly links: readonly { readonly accessProfile: string; readonly period: IpeviaPeriod }[];
}

/** Finds credentials by an identifier, quickly. */
export interface IpeviaRightIndex {
  /** Rights of the credentials with this identifier that do not exempt it. */
  of(key: string): readonly IpeviaRight[];
  /** Tokens of the credentials with this identifier, exempted or not. */
  tokensOf(key: string): readonly string[];
  add(credential: SimulatedCredential): void;
  remove(token: string): void;
}

/** The same for the same identifier. */
export function identifierKey({ typeName, formatType, value }: SimulatedIdentifierItem): string {
  return `${value} ${formatType} ${typeName}`;
}

const none: readonly never[] = [];

export function createIpeviaRightIndex(): IpeviaRightIndex {
  const byToken = new Map<string, IpeviaRight>();
  const byKey = new Map<string, string[]>();
  const openingByKey = new Map<string, IpeviaRight[]>();
  return {
    of: (key) => openingByKey.get(key) ?? none,
    tokensOf: (key) => byKey.get(key) ?? none,
    add(credential) {
      const links = credential.accessProfiles.map((link) => ({
        accessProfile: link.accessProfile,
        period: periodOf(link),
      }));
      const right: IpeviaRight = { credential, period: periodOf(credential), links };
      byToken.set(credential.token, right);
      for (const identifier of credential.identifiers) {
        const key = identifierKey(identifier);
        byKey.set(key, [...(byKey.get(key) ?? []), credential.token]);
        if (!identifier.isExempted) openingByKey.set(key, [...(openingByKey.get(key) ?? []), right]);
      }
    },
    remove(token) {
      for (const identifier of byToken.get(token)?.credential.identifiers ?? []) {
        const key = identifierKey(identifier);
        keepSome(byKey, key, (other) => other !== token);
        keepSome(openingByKey, key, (right) => right.credential.token !== token);
      }
      byToken.delete(token);
    },
  };
}

function keepSome<Item>(map: Map<string, Item[]>, key: string, isKept: (item: Item) => boolean): void {
  const kept = (map.get(key) ?? []).filter(isKept);
  if (kept.length > 0) map.set(key, kept);
  else map.delete(key);
}

function periodOf({ validFromAt, validToAt }: SimulatedValidity): IpeviaPeriod {
  return {
    fromMs: validFromAt === null ? Number.NEGATIVE_INFINITY : Date.parse(validFromAt),
    toMs: validToAt === null ? Number.POSITIVE_INFINITY : Date.parse(validToAt),
  };
}

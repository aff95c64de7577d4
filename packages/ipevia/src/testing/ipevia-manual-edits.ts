import type { IpeviaContext } from './ipevia-context';
import { maskNumber } from './ipevia-operator-log';
import type {
  SimulatedAccessPoint,
  SimulatedAccessProfile,
  SimulatedCredential,
  SimulatedIdentifierItem,
  SimulatedWebhook,
} from './ipevia-records';
import { identifierKey } from './ipevia-right-index';

/** A credential with one number: `card` instead of identifiers. */
export type CredentialEdit = Partial<Omit<SimulatedCredential, 'token'>> & { readonly card?: string };

/**
 * Edits on the product's own screens, past SOAP and its capabilities. Records are never changed in place. What does not exist or is no card
 * number is a RangeError. Cards are ten hexadecimal digits, in type and format of the profile.
 */
export interface IpeviaManualEdits {
  /** Default: enabled, always valid, with every access profile, without a number. */
  addCredential(credential: CredentialEdit & { readonly token?: string }): SimulatedCredential;
  changeCredential(token: string, edit: CredentialEdit): SimulatedCredential;
  removeCredential(token: string): void;
  setEnabled(token: string, isEnabled: boolean): void;
  /** Takes it off the blacklist. */
  addToWhitelist(card: string): void;
  removeFromWhitelist(card: string): void;
  /** Takes it off the whitelist. */
  addToBlacklist(card: string): void;
  removeFromBlacklist(card: string): void;
  addAccessPoint(accessPoint: SimulatedAccessPoint): void;
  /** Default: it opens every access point. */
  addAccessProfile(accessProfile: Pick<SimulatedAccessProfile, 'token'> & Partial<SimulatedAccessProfile>): void;
  /** Credentials that have it keep its token and open nothing with it. */
  removeAccessProfile(token: string): void;
  registerWebhook(webhook: SimulatedWebhook): void;
  removeWebhook(url: string): void;
}

export function createIpeviaManualEdits(context: IpeviaContext): IpeviaManualEdits {
  const { store, profile, log, newId } = context;
  const note = (action: string, target: string): void => log.add({ user: 'operator', action, target });
  const itemOf = (card: string): SimulatedIdentifierItem => {
    if (!/^[\dA-F]{10}$/i.test(card)) throw new RangeError('A card is ten hexadecimal digits.');
    const { typeName, formatType } = profile.identifier;
    return { typeName, formatType, value: card.toUpperCase() };
  };
  const get = (token: string): SimulatedCredential => {
    const credential = store.credentials.get(token);
    if (credential === undefined) throw new RangeError(`The simulator has no credential ${token}.`);
    return credential;
  };
  const put = (action: string, known: SimulatedCredential, { card, ...edit }: CredentialEdit): SimulatedCredential => {
    const identifiers = card === undefined ? {} : { identifiers: [{ ...itemOf(card), isExempted: false }] };
    const credential = { ...known, ...edit, ...identifiers };
    for (const { validFromAt, validToAt } of [credential, ...credential.accessProfiles])
      for (const at of [validFromAt, validToAt])
        if (at !== null && Number.isNaN(Date.parse(at))) throw new RangeError(`Not an instant: ${at}.`);
    store.putCredential(credential);
    note(action, credential.token);
    return credential;
  };
  const editLists = (
    action: string,
    card: string,
    edit: (key: string, item: SimulatedIdentifierItem) => void,
  ): void => {
    const item = itemOf(card);
    edit(identifierKey(item), item);
    note(action, maskNumber(item.value));
  };
  return {
    addCredential({ token = newId(), ...edit }) {
      if (store.credentials.has(token)) throw new RangeError(`The simulator has a credential ${token}.`);
      const everyProfile = [...store.accessProfiles.keys()].map((accessProfile) => ({
        accessProfile,
        validFromAt: null,
        validToAt: null,
      }));
      const defaults: SimulatedCredential = {
        token,
        description: null,
        holder: 'Somebody',
        validFromAt: null,
        validToAt: null,
        identifiers: [],
        accessProfiles: everyProfile,
        extendedGrantTime: null,
        attributes: [],
        isEnabled: true,
        reason: null,
      };
      return put('addCredential', defaults, edit);
    },
    changeCredential: (token, edit) => put('changeCredential', get(token), edit),
    removeCredential(token) {
      store.deleteCredential(get(token).token);
      note('removeCredential', token);
    },
    setEnabled(token, isEnabled) {
      put('setEnabled', get(token), { isEnabled });
    },
    addToWhitelist: (card) =>
      editLists('addToWhitelist', card, (key, item) => {
        store.blacklist.delete(key);
        store.whitelist.set(key, item);
      }),
    removeFromWhitelist: (card) => editLists('removeFromWhitelist', card, (key) => store.whitelist.delete(key)),
    addToBlacklist: (card) =>
      editLists('addToBlacklist', card, (key, item) => {
        store.whitelist.delete(key);
        store.blacklist.set(key, item);
      }),
    removeFromBlacklist: (card) => editLists('removeFromBlacklist', card, (key) => store.blacklist.delete(key)),
    addAccessPoint(accessPoint) {
      store.accessPoints.set(accessPoint.token, { ...accessPoint });
      note('addAccessPoint', accessPoint.token);
    },
    addAccessProfile({ token, accessPoints = 'all' }) {
      store.accessProfiles.set(token, { token, accessPoints });
      note('addAccessProfile', token);
    },
    removeAccessProfile(token) {
      if (!store.accessProfiles.delete(token)) throw new RangeError(`The simulator has no access profile ${token}.`);
      note('removeAccessProfile', token);
    },
    registerWebhook(webhook) {
      store.webhooks.push({ ...webhook });
      note('registerWebhook', webhook.form);
    },
    removeWebhook(url) {
      const at = store.webhooks.findIndex((webhook) => webhook.url === url);
      if (at < 0) throw new RangeError('The simulator has no such webhook.');
      store.webhooks.splice(at, 1);
      note('removeWebhook', 'webhook');
    },
  };
}

import type { IntegrationInput } from '../../contract/integrations';
import { type IntegrationRow, WEBHOOK_PASSWORD } from './integration-row';
import { allSystems } from './systems/all-systems';

/**
 * The secrets that need not be typed again. A secret was given for one address: where that changes it is forgotten, or whoever may change the
 * form could have it sent to an address of their own. The webhook password is never sent anywhere.
 */
export function keptSecrets(input: IntegrationInput, former?: IntegrationRow): IntegrationRow['sealedSecrets'] {
  const { fields } = allSystems[input.kind].description;
  const addressOf = (settings: IntegrationInput['settings'] = {}): string =>
    JSON.stringify(fields.filter(({ kind }) => kind === 'url').map(({ name }) => String(settings[name] ?? '').trim()));
  const known = former?.sealedSecrets ?? {};
  if (addressOf(input.settings) === addressOf(former?.settings)) return known;
  return Object.fromEntries(Object.entries(known).filter(([name]) => name === WEBHOOK_PASSWORD));
}

import type { CheckInSettings, Integration } from '../../contract/integrations';
import { type IntegrationRow, WEBHOOK_PASSWORD } from './integration-row';
import { allSystems } from './systems/all-systems';

/** An integration for the page: everything but secrets. */
export function toIntegrationView(
  row: IntegrationRow,
  { webhookUrl, places }: { webhookUrl: string; places: readonly { place: string; name: string }[] },
): Integration {
  const { id, kind, name, isActive, settings, sealedSecrets, checkIns } = row;
  const { hasCheckIns } = allSystems[kind].description;
  const isTold = kind === 'ipevia';
  const view: CheckInSettings = {
    isOn: checkIns?.isOn ?? false,
    ...(isTold && { webhookUrl }),
    ...(checkIns?.webhookEmail !== undefined && { webhookEmail: checkIns.webhookEmail }),
    webhookPasswordSet: sealedSecrets[WEBHOOK_PASSWORD] !== undefined,
    places: places.map((place) => ({ ...place, isOn: checkIns?.places[place.place] ?? true })),
  };
  const secretsSet = Object.keys(sealedSecrets).filter((secret) => secret !== WEBHOOK_PASSWORD);
  return { id, kind, name, isActive, settings, secretsSet, ...(hasCheckIns && { checkIns: view }) };
}

/** Whether entries at this place check bookings in. */
export function isCheckingIn({ checkIns, kind }: IntegrationRow, place: string): boolean {
  return allSystems[kind].description.hasCheckIns && checkIns?.isOn === true && (checkIns.places[place] ?? true);
}

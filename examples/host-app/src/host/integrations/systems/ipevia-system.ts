import { createIpevia, type IpeviaEventTransport } from '@acx/ipevia';
import type { ConfiguredIntegration } from '../configured-integration';
import { choiceOf, filledText, given, listOf, textOf } from '../setting-values';
import { addressField, type System } from '../system';

/** Car parks at iPevia. */
export const ipeviaSystem: System = {
  description: {
    ...{ kind: 'ipevia', name: 'iPevia', hasCheckIns: true },
    fields: [
      addressField,
      { name: 'user', label: 'API user', kind: 'text', isRequired: true },
      { name: 'password', label: 'Password of the API user', kind: 'secret', isRequired: true },
      { name: 'site', label: 'Site', kind: 'text', isRequired: true, hint: 'The car park that this user is bound to.' },
      {
        ...{ name: 'strategy', label: 'How rights are held', kind: 'choice', isRequired: true },
        choices: [
          { value: 'whitelist', label: 'Numbers on the whitelist' },
          { value: 'credentials', label: 'A credential for each card' },
        ],
      },
      {
        ...{ name: 'accessProfile', label: 'Access profile', kind: 'text', isRequired: false },
        hint: 'Token of the profile that opens the barriers. Needed with credentials.',
      },
      {
        ...{ name: 'exits', label: 'Access points that lead out', kind: 'text', isRequired: false },
        hint: 'Tokens with commas between them. Passing one checks nobody in.',
      },
      {
        ...{ name: 'entrance', label: 'Somebody came in when', kind: 'choice', isRequired: false },
        choices: [
          { value: 'either', label: 'the barrier said yes, or somebody drove through' },
          { value: 'granted', label: 'the barrier said yes' },
          { value: 'taken', label: 'somebody drove through' },
        ],
      },
    ],
  },
  fieldOfOption: { authentication: 'password', events: 'webhookPassword' },
  createProvider: ({ checkIns, ...integration }, { clock, logger }) => {
    const { id, settings, secrets } = integration;
    return createIpevia({
      ...{ id, clock, logger },
      baseUrl: filledText(settings, 'baseUrl'),
      authentication: { user: filledText(settings, 'user'), password: secrets['password'] ?? '' },
      site: filledText(settings, 'site'),
      strategy: choiceOf(settings, 'strategy', ['whitelist', 'credentials']),
      ...given('accessProfile', textOf(settings, 'accessProfile')),
      exits: listOf(settings, 'exits'),
      entrance: choiceOf(settings, 'entrance', ['either', 'granted', 'taken']),
      events: eventsOf(checkIns),
    });
  },
};

/** iPevia sends entries to our webhook with the login that is stored there as webhook e-mail and webhook password. */
function eventsOf(checkIns: ConfiguredIntegration['checkIns']): IpeviaEventTransport {
  if (checkIns === undefined || !checkIns.isOn) return { kind: 'none' };
  const { webhookEmail: email = '', webhookPassword: password = '' } = checkIns;
  return { kind: 'push', authentication: { kind: 'basic', email, password } };
}

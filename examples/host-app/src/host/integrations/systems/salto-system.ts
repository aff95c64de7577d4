import { createSalto, type SaltoAuthentication } from '@acx/salto';
import type { Settings } from '../configured-integration';
import { choiceOf, filledText, given, numberOf } from '../setting-values';
import { addressField, type System, timeZoneField } from '../system';

/** Facilities at SALTO ProAccess Space. */
export const saltoSystem: System = {
  description: {
    ...{ kind: 'salto', name: 'Salto', hasCheckIns: true },
    fields: [
      { ...addressField, label: 'Address of the SHIP interface' },
      {
        ...{ name: 'authentication', label: 'Authentication', kind: 'choice', isRequired: true },
        choices: [
          { value: 'key', label: 'Custom: a shared key' },
          { value: 'basic', label: 'Basic: user and password' },
          { value: 'none', label: 'None' },
        ],
        hint: 'As set under System > General options > SHIP > Authentication.',
      },
      { name: 'key', label: 'Shared key', kind: 'secret', isRequired: false, hint: 'With Custom.' },
      { name: 'user', label: 'User', kind: 'text', isRequired: false, hint: 'With Basic.' },
      { name: 'password', label: 'Password', kind: 'secret', isRequired: false, hint: 'With Basic.' },
      timeZoneField,
      {
        ...{ name: 'maximumIntervals', label: 'Lines of a timetable', kind: 'number', isRequired: false },
        hint: 'At most 8, the default. With fewer, more bookings wait for each other.',
      },
      {
        ...{ name: 'readyMinutes', label: 'Ready before the start, in minutes', kind: 'number', isRequired: false },
        hint: 'How late a right that would open too early may be written. 15, unless you know better.',
      },
      {
        ...{ name: 'clearingMinutes', label: 'Clearing after midnight, in minutes', kind: 'number', isRequired: false },
        hint: 'When rights without effect are cleared. 5 past midnight by default.',
      },
    ],
  },
  fieldOfOption: {
    'transport.baseUrl': 'baseUrl',
    'transport.authentication.user': 'user',
    'transport.authentication.password': 'password',
    'transport.authentication.key': 'key',
  },
  createProvider: ({ id, settings, secrets }, { clock, logger }) =>
    createSalto({
      ...{ id, clock, logger },
      transport: {
        kind: 'http',
        baseUrl: filledText(settings, 'baseUrl'),
        authentication: authenticationOf(settings, secrets),
      },
      timeZone: filledText(settings, 'timeZone'),
      ...given('maximumIntervals', numberOf(settings, 'maximumIntervals')),
      ...given('readyMinutes', numberOf(settings, 'readyMinutes')),
      ...given('clearingMinutes', numberOf(settings, 'clearingMinutes')),
    }),
};

function authenticationOf(
  settings: Settings,
  { key = '', password = '' }: Readonly<Record<string, string>>,
): SaltoAuthentication {
  const kind = choiceOf(settings, 'authentication', ['key', 'basic', 'none']);
  if (kind === 'key') return { kind, key };
  return kind === 'basic' ? { kind, user: filledText(settings, 'user'), password } : { kind };
}

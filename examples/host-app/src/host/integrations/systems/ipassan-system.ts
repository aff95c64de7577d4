import { createIpassan } from '@acx/ipassan';
import { filledText, given, numberOf, textOf } from '../setting-values';
import { addressField, type System, timeZoneField } from '../system';

/** Facilities and visitors at iPassan. */
export const ipassanSystem: System = {
  description: {
    ...{ kind: 'ipassan', name: 'iPassan', hasCheckIns: false },
    fields: [
      addressField,
      { name: 'clientId', label: 'Client ID of the API user', kind: 'text', isRequired: true },
      { name: 'clientSecret', label: 'Client secret of the API user', kind: 'secret', isRequired: true },
      { name: 'siteUuid', label: 'Site', kind: 'text', isRequired: true, hint: 'The UUID of the site.' },
      timeZoneField,
      {
        ...{ name: 'slotMinutes', label: 'Time slot in minutes', kind: 'number', isRequired: false },
        hint: 'As set at the assets. 15, unless somebody has changed it.',
      },
      {
        ...{ name: 'maximumMinutes', label: 'Longest booking in minutes', kind: 'number', isRequired: false },
        hint: 'The smallest limit of the assets. Longer bookings are refused before iPassan is asked.',
      },
    ],
  },
  fieldOfOption: {},
  createProvider: ({ id, settings, secrets }, { clock, logger }) =>
    createIpassan({
      ...{ id, clock, logger },
      ...given('baseUrl', textOf(settings, 'baseUrl')),
      clientId: filledText(settings, 'clientId'),
      clientSecret: secrets['clientSecret'] ?? '',
      siteUuid: filledText(settings, 'siteUuid'),
      timeZone: filledText(settings, 'timeZone'),
      ...given('slotMinutes', numberOf(settings, 'slotMinutes')),
      ...given('maximumMinutes', numberOf(settings, 'maximumMinutes')),
    }),
};

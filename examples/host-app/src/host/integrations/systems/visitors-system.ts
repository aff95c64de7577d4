import { createBookingsOneVisitors } from '@acx/bookings-one';
import { choiceOf, filledText, given, listOf, numberOf, textOf } from '../setting-values';
import { addressField, type System } from '../system';
import { AUTH_CHOICES, authField } from './bookings-one-auth';

/** Visitors of Bookings ONE, who show a QR code. */
export const visitorsSystem: System = {
  description: {
    ...{ kind: 'visitors', name: 'Visitors of Bookings ONE', hasCheckIns: false },
    fields: [
      addressField,
      { name: 'token', label: 'Access token', kind: 'secret', isRequired: true },
      authField,
      {
        ...{ name: 'arrivalPlaces', label: 'Doors for arrivals', kind: 'text', isRequired: true },
        hint: 'With commas between them, for example lobby.',
      },
      { name: 'departurePlaces', label: 'Doors for departures', kind: 'text', isRequired: false },
      { name: 'timeZone', label: 'Time zone', kind: 'text', isRequired: false },
      {
        ...{ name: 'denialCacheMs', label: 'Denials are repeated for milliseconds', kind: 'number', isRequired: false },
        hint: 'How long a denial is given again without asking. 5000 by default.',
      },
    ],
  },
  fieldOfOption: { doors: 'arrivalPlaces' },
  createProvider: ({ id, settings, secrets }, { clock, logger }) =>
    createBookingsOneVisitors({
      ...{ id, clock, logger },
      baseUrl: filledText(settings, 'baseUrl'),
      token: secrets['token'] ?? '',
      auth: choiceOf(settings, 'auth', AUTH_CHOICES),
      doors: [
        ...listOf(settings, 'arrivalPlaces').map((place) => ({ place, direction: 'arrival' as const })),
        ...listOf(settings, 'departurePlaces').map((place) => ({ place, direction: 'departure' as const })),
      ],
      ...given('timeZone', textOf(settings, 'timeZone')),
      ...given('denialCacheMs', numberOf(settings, 'denialCacheMs')),
    }),
};

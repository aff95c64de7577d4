import { createBookingsOneSource } from '@acx/bookings-one';
import { choiceOf, filledText } from '../setting-values';
import { addressField, type System, timeZoneField } from '../system';
import { AUTH_CHOICES, authField } from './bookings-one-auth';

/** Rooms that are booked at Bookings ONE, and followed. */
export const bookingsOneSystem: System = {
  description: {
    ...{ kind: 'bookings_one', name: 'Bookings ONE', hasCheckIns: false },
    fields: [
      addressField,
      {
        ...{ name: 'token', label: 'Access token', kind: 'secret', isRequired: true },
        hint: 'Management console > Settings > API authentication.',
      },
      {
        ...{ name: 'callbackSecret', label: 'Secret of the callback', kind: 'secret', isRequired: true },
        hint: '32 to 200 letters, digits, hyphens and underscores, made at random. It ends the address that is called after changes.',
      },
      authField,
      {
        ...{ name: 'audience', label: 'Who gets in', kind: 'choice', isRequired: false },
        choices: [
          { value: 'both', label: 'Organizer and attendees' },
          { value: 'organizer', label: 'Organizer only' },
          { value: 'attendee', label: 'Attendees only' },
        ],
      },
      timeZoneField,
    ],
  },
  fieldOfOption: { 'callback.secret': 'callbackSecret', callback: 'baseUrl', resources: 'timeZone' },
  createSource: ({ id, settings, secrets }, { clock, logger, rooms, hintsUrl }) => {
    const timeZone = filledText(settings, 'timeZone');
    return createBookingsOneSource({
      ...{ id, clock, logger },
      baseUrl: filledText(settings, 'baseUrl'),
      token: secrets['token'] ?? '',
      auth: choiceOf(settings, 'auth', AUTH_CHOICES),
      callback: { url: hintsUrl, secret: secrets['callbackSecret'] ?? '' },
      resources: rooms.map((room) => ({ ...room, timeZone })),
    });
  },
};

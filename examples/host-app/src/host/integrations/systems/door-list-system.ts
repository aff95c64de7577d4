import { createDoorList } from '@acx/core';
import { choiceOf, listOf, numberOf } from '../setting-values';
import type { System } from '../system';

/** Readers without a vendor: they ask us. */
export const doorListSystem: System = {
  description: {
    ...{ kind: 'door_list', name: 'Door list', hasCheckIns: true },
    fields: [
      {
        ...{ name: 'places', label: 'Doors', kind: 'text', isRequired: true },
        hint: 'With commas between them, for example boardroom=Boardroom, huddle=Huddle.',
      },
      {
        ...{ name: 'limitMinutes', label: 'Stale after minutes', kind: 'number', isRequired: false },
        hint: 'Bookings that were heard of longer ago are stale. Without it, they never are.',
      },
      {
        ...{ name: 'afterwards', label: 'When they are stale', kind: 'choice', isRequired: false },
        choices: [
          { value: 'keep', label: 'Go on by what is known' },
          { value: 'deny', label: 'Let nobody in' },
        ],
      },
    ],
  },
  fieldOfOption: { doors: 'places', 'freshness.limitMinutes': 'limitMinutes' },
  createProvider: ({ id, settings }, { clock, logger, isShared }) => {
    const limitMinutes = numberOf(settings, 'limitMinutes');
    const afterwards = choiceOf(settings, 'afterwards', ['keep', 'deny']);
    return createDoorList({
      ...{ id, clock, logger, sharedBy: isShared ? 'many_processes' : 'one_process' },
      doors: listOf(settings, 'places').map((door) => {
        const [place = '', name = place] = door.split('=').map((part) => part.trim());
        return { place, name };
      }),
      ...(limitMinutes !== undefined && { freshness: { limitMinutes, afterwards } }),
    });
  },
};

import { describe, expect, it } from 'vitest';
import type { IpassanPerson, IpassanPersonUpdate } from '../wire/ipassan-person';
import { personChanges, personToCreate } from './ipassan-person-changes';

const held: IpassanPerson = {
  uuid: 'p1',
  lastname: 'Müller',
  firstname: 'Zoë',
  phone: '+44 1',
  mail: 'zoe@riverside.example',
  number: '7',
  type: 1,
  accessType: { doorPermanent: 'doors', floorPermanent: null },
};
const names = { lastname: 'Müller', firstname: 'Zoë' };

describe('what is written of a person', () => {
  it.each<[what: string, asked: IpassanPersonUpdate, changes: IpassanPersonUpdate | undefined]>([
    ['nothing when nothing else was asked for', {}, undefined],
    ['nothing when everything is the same', { phone: '+44 1', number: '7', type: 1 }, undefined],
    ['nothing for letters that are composed in another way', { firstname: 'Zoe\u0308' }, undefined],
    ['nothing for the case of an address', { mail: 'Zoe@Riverside.example' }, undefined],
    ['nothing for what is empty on both sides', { other: null, accessType: { floorPermanent: null } }, undefined],
    ['nothing for a profile that stays', { accessType: { doorPermanent: 'doors' } }, undefined],
    ['a name whose case was changed', { lastname: 'MÜLLER' }, { lastname: 'MÜLLER' }],
    ['a field to clear', { phone: null }, { phone: null }],
    ['another type', { type: 2 }, { type: 2 }],
    [
      'the profiles that differ',
      { accessType: { doorPermanent: null, floorPermanent: 'floors', floorTemporary: null } },
      { accessType: { doorPermanent: null, floorPermanent: 'floors' } },
    ],
    ['several fields at once', { mail: 'z@x.example', number: '8' }, { mail: 'z@x.example', number: '8' }],
  ])('is %s', (_what, asked, changes) => {
    expect(personChanges({ ...names, ...asked }, held)).toEqual(changes);
  });

  it('is nothing where iPassan gives back the text with which a field was cleared', () => {
    expect(personChanges({ ...names, phone: null }, { ...held, phone: 'null' })).toBeUndefined();
    expect(personChanges({ ...names, phone: '+44 1' }, { ...held, phone: 'null' })).toEqual({ phone: '+44 1' });
  });

  it('is no empty field when the person is new, but a profile of null', () => {
    const person = { ...names, phone: null, mail: null, accessType: { doorPermanent: null } };
    expect(JSON.parse(JSON.stringify(personToCreate(person)))).toEqual({
      ...names,
      accessType: { doorPermanent: null },
    });
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { createInMemoryDirectory } from './in-memory-directory';

const document = {
  timeZone: 'Europe/Dublin',
  resources: [
    { id: 'gym', places: [{ provider: 'site-1', place: 'gym-door' }] },
    {
      id: 'car-park',
      audience: 'organizer',
      use: 'shared',
      places: [
        {
          provider: 'site-1',
          place: 'gate',
          timeZone: 'Asia/Kathmandu',
          slotMinutes: 15,
          earlyMinutes: 5,
          lateMinutes: 10,
        },
        { provider: 'site-2', place: 'gate' },
      ],
    },
  ],
  holders: [
    {
      id: 'ada',
      subjects: [
        { provider: 'site-1', subject: 'card-1' },
        { provider: 'site-1', subject: 'card-2' },
      ],
    },
    { id: 'ben', subjects: [] },
  ],
};

function problemsOf(wrong: unknown): string[] {
  try {
    createInMemoryDirectory(wrong);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path }) => path).sort();
    throw failure;
  }
  throw new Error('The document was accepted.');
}

describe('createInMemoryDirectory', () => {
  it('answers with the resource, every default filled in, and the holders that it knows', () => {
    const directory = createInMemoryDirectory(document);
    expect(directory.lookUp({ resourceId: 'gym', holderIds: ['ada', 'nobody'] })).toEqual({
      resource: {
        resourceId: 'gym',
        audience: 'both',
        use: 'exclusive',
        places: [
          {
            providerId: 'site-1',
            place: 'gym-door',
            settings: { timeZone: 'Europe/Dublin' },
            earlyMinutes: 0,
            lateMinutes: 0,
          },
        ],
      },
      holders: [
        {
          holderId: 'ada',
          subjects: [
            { providerId: 'site-1', subject: 'card-1' },
            { providerId: 'site-1', subject: 'card-2' },
          ],
        },
      ],
    });
  });

  it('keeps what a place says of itself', () => {
    const { resource } = createInMemoryDirectory(document).lookUp({ resourceId: 'car-park', holderIds: [] });
    expect(resource).toMatchObject({ audience: 'organizer', use: 'shared' });
    expect(resource?.places[0]).toEqual({
      providerId: 'site-1',
      place: 'gate',
      settings: { timeZone: 'Asia/Kathmandu', slotMinutes: 15 },
      earlyMinutes: 5,
      lateMinutes: 10,
    });
  });

  it.each(['nowhere', 'constructor', '__proto__'])('knows no resource and no holder named %s', (name) => {
    const answer = createInMemoryDirectory(document).lookUp({ resourceId: name, holderIds: [name] });
    expect(answer).toEqual({ resource: undefined, holders: [] });
  });

  it('answers how a resource checks in and whether it needs cards only where that is not as always', () => {
    const of = (more: object) => {
      const resources = [{ id: 'gym', places: [{ provider: 'site-1', place: 'gym-door' }], ...more }];
      return createInMemoryDirectory({ ...document, resources }).lookUp({ resourceId: 'gym', holderIds: [] }).resource;
    };
    expect(of({ checkIn: 'access_control' })).toMatchObject({ checkIn: 'access_control' });
    expect(of({ accessControl: false })).toMatchObject({ accessControl: false });
    // What was stored before these words existed must not look changed.
    expect(JSON.stringify(of({ checkIn: 'none', accessControl: true }))).toBe(JSON.stringify(of({})));
  });

  it('reads the same from JSON text', () => {
    const question = { resourceId: 'car-park', holderIds: ['ada', 'ben'] };
    expect(createInMemoryDirectory(JSON.stringify(document)).lookUp(question)).toEqual(
      createInMemoryDirectory(document).lookUp(question),
    );
  });

  it('is not changed by what happens to the document afterwards', () => {
    const own = structuredClone(document);
    const directory = createInMemoryDirectory(own);
    own.resources.length = 0;
    expect(directory.lookUp({ resourceId: 'gym', holderIds: [] }).resource).toBeDefined();
  });

  it('takes a new document in place of the old one, and keeps the old one when the new one is wrong', () => {
    const directory = createInMemoryDirectory(document);
    const knows = (resourceId: string): boolean =>
      directory.lookUp({ resourceId, holderIds: [] }).resource !== undefined;
    expect(() => directory.replace({ ...document, timeZone: 'Mars/Olympus' })).toThrow(ConfigurationError);
    expect(() => directory.replace('{')).toThrow(ConfigurationError);
    expect([knows('gym'), knows('pool')]).toEqual([true, false]);
    directory.replace({ ...document, resources: [{ id: 'pool', places: [] }] });
    expect([knows('gym'), knows('pool')]).toEqual([false, true]);
  });
});

describe('createInMemoryDirectory: what it refuses', () => {
  const withPlace = (...places: unknown[]) => ({ ...document, resources: [{ id: 'gym', places }] });
  const door = { provider: 'site-1', place: 'door' };
  it.each<[what: string, wrong: unknown, paths: string[]]>([
    ['text that is no JSON', '{"timeZone":', ['']],
    ['JSON text that is no document', '[]', ['']],
    ['nothing', undefined, ['']],
    ['an empty document', {}, ['holders', 'resources', 'timeZone']],
    ['an unknown time zone', { ...document, timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['a bare offset as a time zone', { ...document, timeZone: '+01:00' }, ['timeZone']],
    [
      'an unknown time zone of a place',
      withPlace(door, { ...door, place: 'x', timeZone: 'CET1' }),
      ['resources[0].places[1].timeZone'],
    ],
    ['an unknown key', { ...document, site: 1 }, ['site']],
    ['an unknown key of a place', withPlace({ ...door, early: 5 }), ['resources[0].places[0].early']],
    [
      'a resource twice',
      { ...document, resources: [...document.resources, document.resources[0]] },
      ['resources[2].id'],
    ],
    ['a holder twice', { ...document, holders: [...document.holders, document.holders[1]] }, ['holders[2].id']],
    ['a place twice', withPlace(door, { ...door, slotMinutes: 5 }), ['resources[0].places[1]']],
    ['a negative buffer', withPlace({ ...door, earlyMinutes: -1 }), ['resources[0].places[0].earlyMinutes']],
    ['a buffer of more than a day', withPlace({ ...door, lateMinutes: 1441 }), ['resources[0].places[0].lateMinutes']],
    ['half a minute', withPlace({ ...door, earlyMinutes: 0.5 }), ['resources[0].places[0].earlyMinutes']],
    ['a slot of no length', withPlace({ ...door, slotMinutes: 0 }), ['resources[0].places[0].slotMinutes']],
    ['an empty place', withPlace({ ...door, place: '' }), ['resources[0].places[0].place']],
    [
      'an empty subject',
      { ...document, holders: [{ id: 'ada', subjects: [{ provider: 'a', subject: '' }] }] },
      ['holders[0].subjects[0].subject'],
    ],
    [
      'many things at once, and names all of them',
      {
        ...withPlace(door, door, { ...door, timeZone: 'x' }),
        timeZone: 7,
        holders: [
          { id: 'a', subjects: [] },
          { id: 'a', subjects: 'none' },
        ],
        more: true,
      },
      [
        'holders[1].id',
        'holders[1].subjects',
        'more',
        'resources[0].places[1]',
        'resources[0].places[2]',
        'resources[0].places[2].timeZone',
        'timeZone',
      ],
    ],
  ])('%s', (_what, wrong, paths) => {
    expect(problemsOf(wrong)).toEqual(paths);
  });

  it.each([
    ['without a place', { places: [] }, /when the resource has a place/],
    ['where nobody needs a card', { places: [door], accessControl: false }, /while accessControl is false/],
  ])('check-in by access control %s, and says why', (_what, more, message) => {
    const wrong = { ...document, resources: [{ id: 'gym', checkIn: 'access_control', ...more }] };
    expect(problemsOf(wrong)).toEqual(['resources[0].checkIn']);
    expect(() => createInMemoryDirectory(wrong)).toThrow(message);
    const right = { ...document, resources: [{ id: 'gym', checkIn: 'none', ...more }] };
    expect(() => createInMemoryDirectory(right)).not.toThrow();
  });

  it('accepts the same place of two installations', () => {
    expect(() => createInMemoryDirectory(withPlace(door, { ...door, provider: 'site-2' }))).not.toThrow();
  });

  it('repeats no value of the document', () => {
    const canary = 'CARD-4711';
    const wrong = {
      timeZone: canary,
      resources: canary,
      holders: [{ id: `${canary}\n`, subjects: [{ provider: 7, subject: [canary] }] }],
    };
    for (const input of [wrong, `{"holder": "${canary}"`]) {
      let error: unknown;
      try {
        createInMemoryDirectory(input);
      } catch (failure) {
        error = failure;
      }
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(`${inspect(error, { depth: 10 })}${JSON.stringify(error)}`).not.toContain(canary);
    }
  });
});

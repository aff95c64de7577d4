import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { createInMemoryDirectory } from './in-memory-directory';

const place = { provider: 'doors', place: 'north' };
const base = { timeZone: 'Europe/Dublin', resources: [{ id: 'room', places: [place] }] };
const cards = (...subjects: string[]) => subjects.map((subject) => ({ provider: 'doors', subject }));

function problemsOf(wrong: unknown): [path: string, message: string][] {
  try {
    createInMemoryDirectory(wrong);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path, message }) => [path, message]);
    throw failure;
  }
  throw new Error('The document was accepted.');
}

describe('holders by e-mail address', () => {
  const document = { ...base, holderIds: 'email', holders: [{ id: ' Ada@Example.org', subjects: cards('1', '2') }] };

  it.each(['ada@example.org', 'ADA@EXAMPLE.ORG', ' Ada@Example.org '])('are found as %j, with every card', (asked) => {
    const { holders } = createInMemoryDirectory(document).lookUp({
      resourceId: 'room',
      holderIds: [asked, 'ben@x.org'],
    });
    const subjects = cards('1', '2').map(({ subject }) => ({ providerId: 'doors', subject }));
    expect(holders).toEqual([{ holderId: asked, subjects }]);
  });

  it('are found letter by letter without the option', () => {
    const directory = createInMemoryDirectory({ ...document, holderIds: 'exact' });
    const found = (holderId: string) => directory.lookUp({ resourceId: 'room', holderIds: [holderId] }).holders.length;
    expect([found('ada@example.org'), found(' Ada@Example.org')]).toEqual([0, 1]);
  });

  it('are refused in two spellings, which are two holders without the option', () => {
    const twice = { ...base, holders: ['ada@x.org', 'ben@x.org', 'Ada@x.org '].map((id) => ({ id, subjects: [] })) };
    expect(problemsOf({ ...twice, holderIds: 'email' })).toEqual([
      ['holders[2].id', 'is listed twice: another spelling of an e-mail address'],
    ]);
    expect(() => createInMemoryDirectory(twice)).not.toThrow();
  });

  it('are told once when they are listed twice word for word, and refused when blank', () => {
    const holders = ['ada@x.org', 'ada@x.org'].map((id) => ({ id, subjects: [] }));
    expect(problemsOf({ ...base, holderIds: 'email', holders })).toEqual([['holders[1].id', 'is listed twice']]);
    expect(problemsOf({ ...base, holderIds: 'email', holders: [{ id: '  ', subjects: [] }] })).toEqual([
      ['holders[0].id', 'is blank, so it is no e-mail address'],
    ]);
  });
});

describe('access levels', () => {
  const resourceOf = (more: object) => ({
    ...base,
    resources: [{ id: 'room', places: [place], ...more }],
    holders: [],
  });

  it('are answered of resource and holder, and left out where there are none', () => {
    const directory = createInMemoryDirectory({
      ...resourceOf({ audience: 'access_level', accessLevels: ['staff'] }),
      holders: [
        { id: 'ada', subjects: [], accessLevels: ['staff', 'board'] },
        { id: 'ben', subjects: [], accessLevels: [] },
      ],
    });
    const { resource, holders } = directory.lookUp({ resourceId: 'room', holderIds: ['ada', 'ben'] });
    expect(resource).toMatchObject({ audience: 'access_level', accessLevels: ['staff'] });
    expect(holders).toEqual([
      { holderId: 'ada', subjects: [], accessLevels: ['staff', 'board'] },
      { holderId: 'ben', subjects: [] },
    ]);
    // What was stored before this word existed must not look changed.
    const plain = createInMemoryDirectory(resourceOf({})).lookUp({ resourceId: 'room', holderIds: [] });
    expect(Object.keys(plain.resource ?? {})).toEqual(['resourceId', 'audience', 'use', 'places']);
  });

  it.each<[what: string, more: object, message: RegExp]>([
    ['an audience by access level without levels', { audience: 'access_level' }, /must name at least one/],
    ['an audience by access level with none', { audience: 'access_level', accessLevels: [] }, /must name at least one/],
    ['levels with another audience', { audience: 'both', accessLevels: ['staff'] }, /only looked at with/],
    ['levels without an audience', { accessLevels: ['staff'] }, /only looked at with/],
    ['a level twice', { audience: 'access_level', accessLevels: ['staff', 'staff'] }, /lists an access level twice/],
  ])('are refused: %s', (_what, more, message) => {
    const problems = problemsOf(resourceOf(more));
    expect(problems).toEqual([['resources[0].accessLevels', expect.stringMatching(message)]]);
  });
});

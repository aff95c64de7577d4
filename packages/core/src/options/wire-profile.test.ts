import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { parseOptions } from './parse-options';
import { mergeWireProfile, type WireProfileOverrides, wireProfileOverridesSchema } from './wire-profile';

interface Profile {
  readonly paths: { readonly list: string; readonly item: string };
  readonly fields: { readonly id: string; readonly note: string | null };
}
const profile: Profile = { paths: { list: '/list', item: '/item' }, fields: { id: 'id', note: 'note' } };
const schema = wireProfileOverridesSchema(profile, ({ section, name }) =>
  section === 'paths'
    ? z.string().check(z.startsWith('/', 'must start with a slash'))
    : name === 'note'
      ? z.nullable(z.string())
      : z.string(),
);

function problemsOf(wrong: unknown): string[] {
  try {
    parseOptions('The profile', schema, wrong);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path, message }) => `${path} ${message}`);
    throw failure;
  }
  return [];
}

describe('a wire profile', () => {
  it.each<[what: string, overrides: WireProfileOverrides<Profile> | undefined, merged: Profile]>([
    ['nothing', undefined, profile],
    ['one entry', { paths: { list: '/all' } }, { ...profile, paths: { list: '/all', item: '/item' } }],
    ['an entry that may be absent', { fields: { note: null } }, { ...profile, fields: { id: 'id', note: null } }],
    ['an entry that is undefined', { fields: { id: undefined } }, profile],
  ])('is changed by %s, and by nothing else', (_what, overrides, merged) => {
    const before = structuredClone(profile);
    expect(mergeWireProfile(profile, overrides)).toEqual(merged);
    expect(profile).toEqual(before);
  });

  it('may be corrected in every entry', () => {
    expect(parseOptions('The profile', schema, profile)).toEqual(profile);
  });

  it('names every wrong part of its corrections at once', () => {
    expect(problemsOf({ path: {}, paths: { list: 'all' }, fields: { key: 'x' } }).sort()).toEqual([
      'fields.key is not a known field',
      'path is not a known field',
      'paths.list must start with a slash',
    ]);
    expect(problemsOf('profile').length).toBe(1);
  });
});

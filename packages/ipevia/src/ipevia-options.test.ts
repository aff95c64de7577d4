import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createIpevia } from './ipevia-provider';

const options = {
  id: 'car-park',
  baseUrl: 'https://parking.example',
  authentication: { user: 'api', password: 'secret' },
  site: 'docklands',
  accessProfile: 'site',
};

function problemsOf(wrong: Record<string, unknown>): string[] {
  try {
    createIpevia({ ...options, ...wrong });
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path }) => path).sort();
    throw failure;
  }
  return [];
}

describe('the options of createIpevia', () => {
  it('need a site and, with credentials, an access profile', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ accessProfile: undefined })).toEqual(['accessProfile']);
    expect(problemsOf({ accessProfile: undefined, strategy: 'whitelist' })).toEqual([]);
    expect(problemsOf({ site: undefined })).toEqual(['site']);
  });

  it.each<[what: string, wrong: Record<string, unknown>, paths: string[]]>([
    ['an unknown field', { sites: ['docklands'] }, ['sites']],
    ['plain HTTP to another machine', { baseUrl: 'http://parking.example' }, ['baseUrl']],
    ['an unknown strategy', { strategy: 'magic' }, ['strategy']],
    ['an unknown rendering', { cards: { rendering: 'raw' } }, ['cards.rendering']],
    ['an unknown layout', { cards: { layout: 'H10301' } }, ['cards.layout']],
    ['a mark that would not fit', { mark: 'acx-1' }, ['mark']],
    ['an access profile that is no token', { accessProfile: 'x'.repeat(65) }, ['accessProfile']],
    ['a horizon of no time', { horizonDays: 0 }, ['horizonDays']],
    [
      'a short secret path',
      { events: { kind: 'push', authentication: { kind: 'path', secret: 'x' } } },
      ['events.authentication.secret'],
    ],
    ['several at once', { mark: '', horizonDays: -1, site: '' }, ['horizonDays', 'mark', 'site']],
  ])('are refused with %s', (_what, wrong, paths) => {
    expect(problemsOf(wrong)).toEqual(paths);
  });

  it('never show the password in what is wrong', () => {
    expect(() => createIpevia({ ...options, horizonDays: 0 })).toThrow(/^(?!.*secret)/s);
  });

  it('make the rest of a card rule when one part of it is given', () => {
    const { normaliseSubject } = createIpevia({ ...options, cards: { layout: 'H10304' } });
    expect([normaliseSubject?.('123-04567'), normaliseSubject?.('no card')]).toEqual(['123/4567', 'no card']);
  });
});

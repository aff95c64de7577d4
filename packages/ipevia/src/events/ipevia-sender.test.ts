import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basic, EMAIL, PASSWORD, SECRET } from './__fixtures__/event-feed-world';
import { createIpeviaSender } from './ipevia-sender';

const login = createIpeviaSender({ kind: 'basic', email: EMAIL, password: PASSWORD });
const secret = createIpeviaSender({ kind: 'path', secret: SECRET });

const withHeader = (authorization: string) => new Request('https://host.example/', { headers: { authorization } });
const withPath = (path: string) => new Request(`https://host.example${path}`);

describe('a sender with HTTP Basic', () => {
  it('is known by e-mail and password, also when the accent is written the old way', () => {
    expect(login.isGenuine(withHeader(basic()))).toBe(true);
    expect(login.isGenuine(withHeader(basic().replace('Basic', 'bAsIc ')))).toBe(true);
    expect(login.isGenuine(withHeader(basic(EMAIL, PASSWORD, 'latin1')))).toBe(true);
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['a scheme alone', 'Basic'],
    ['another scheme', basic().replace('Basic', 'Bearer')],
    ['a wrong password', basic(EMAIL, `${PASSWORD} `)],
    ['a wrong e-mail', basic(EMAIL.toUpperCase())],
    ['an e-mail and no password', basic(EMAIL, '')],
    ['two logins', `${basic()}, ${basic()}`],
    ['the login in clear', `Basic ${encodeURIComponent(`${EMAIL}:${PASSWORD}`)}`],
  ])('is not known by %s', (_, header) => {
    const request = header === undefined ? withPath('/') : withHeader(header);
    expect(login.isGenuine(request)).toBe(false);
  });

  it('is known by nothing else than the very text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (email, password) => {
        const isIt = email === EMAIL && password === PASSWORD;
        expect(login.isGenuine(withHeader(basic(email, password)))).toBe(isIt);
      }),
      seeded(300),
    );
  });

  it('knows an accent that has no old way of writing', () => {
    const one = createIpeviaSender({ kind: 'basic', email: 'a', password: 'Łódź' });
    expect(one.isGenuine(withHeader(basic('a', 'Łódź')))).toBe(true);
    expect(one.isGenuine(withHeader(basic('a', 'Łódź', 'latin1')))).toBe(false);
  });
});

describe('a sender with a secret address', () => {
  it('is known by the last segment of the path, escaped or not', () => {
    expect(secret.isGenuine(withPath(`/hooks/ipevia/${encodeURIComponent(SECRET)}`))).toBe(true);
    expect(secret.isGenuine(withPath(`/${encodeURIComponent(SECRET)}?x=1`))).toBe(true);
    const plain = createIpeviaSender({ kind: 'path', secret: '0123456789abcdef' });
    expect(plain.isGenuine(withPath('/hooks/0123456789abcdef'))).toBe(true);
    expect(plain.isGenuine(withPath('/hooks/%30123456789abcdef'))).toBe(true);
  });

  it.each([
    '/',
    '/hooks/',
    `/${encodeURIComponent(SECRET)}/more`,
    `/${encodeURIComponent(SECRET)}/`,
    `/?secret=${encodeURIComponent(SECRET)}`,
    '/%zz',
    `/${encodeURIComponent(SECRET.toUpperCase())}`,
  ])('is not known at %s', (path) => {
    expect(secret.isGenuine(withPath(path))).toBe(false);
  });

  it('is not asked for a login', () => {
    expect([secret.challenge, Object.keys(login.challenge)]).toEqual([{}, ['WWW-Authenticate']]);
  });
});

import { describe, expect, it } from 'vitest';
import { readBookingsOneQrCode } from './bookings-one-read-qr-code';

const rules = {
  hosts: new Set(['rooms.example', 'rooms.example:8443', '[::1]']),
  parameters: new Set(['code', 'registrationcode']),
};
const read = (payload: string) => {
  const reading = readBookingsOneQrCode(payload, rules);
  return 'code' in reading ? `code ${reading.code}` : reading.refused;
};

describe('a QR code', () => {
  it.each([
    ['the code itself', 'AbC-12_9', 'AbC-12_9'],
    ['the shortest code', 'A234', 'A234'],
    ['the longest code', 'A'.repeat(128), 'A'.repeat(128)],
    ['an address with the code in a parameter', 'https://rooms.example/visit?code=CODE-1', 'CODE-1'],
    ['the other name of the parameter', 'https://rooms.example/?registrationCode=CODE-1', 'CODE-1'],
    ['the name in capitals', 'HTTPS://ROOMS.EXAMPLE/VISIT?CODE=CODE-1', 'CODE-1'],
    ['an address without a path', 'https://rooms.example?code=CODE-1', 'CODE-1'],
    ['the code at the end of the path', 'https://rooms.example/visit/CODE-1', 'CODE-1'],
    ['a path that ends with a slash', 'https://rooms.example/visit/CODE-1/', 'CODE-1'],
    ['a parameter goes before the path', 'https://rooms.example/visit/OTHER?code=CODE-1', 'CODE-1'],
    ['other parameters, encoded or not', 'https://rooms.example/?m=a%40b.example&l=en&code=CODE-1', 'CODE-1'],
    ['the same code twice', 'https://rooms.example/?code=CODE-1&registrationcode=CODE-1', 'CODE-1'],
    ['the usual port, named', 'https://rooms.example:443/CODE-1', 'CODE-1'],
    ['an accepted port', 'https://rooms.example:8443/CODE-1', 'CODE-1'],
    ['an accepted numeric host', 'https://[::1]/CODE-1', 'CODE-1'],
  ])('is read: %s', (_what, payload, code) => {
    expect(read(payload)).toBe(`code ${code}`);
  });

  it.each([
    ['nothing', ''],
    ['too short a code', 'A23'],
    ['too long a code', 'A'.repeat(129)],
    ['too long an address', `https://rooms.example/?code=CODE-1&x=${'x'.repeat(512)}`],
    ['a line end', 'CODE-1\n'],
    ['a line end in an address', 'https://rooms.example/CODE-1\r\n'],
    ['a tab in the scheme', 'ht\ttps://rooms.example/CODE-1'],
    ['blanks around it', ' CODE-1 '],
    ['a null character', 'CODE-1\0'],
    ['letters that look alike', 'СODE-1'],
    ['wide letters', 'ＣＯＤＥ－１'],
    ['another scheme', 'http://rooms.example/CODE-1'],
    ['a scheme without slashes', 'https:rooms.example/CODE-1'],
    ['no scheme', '//rooms.example/CODE-1'],
    ['a script', 'javascript:CODE-1'],
    ['user info', 'https://rooms.example@evil.example/CODE-1'],
    ['user info before our host', 'https://evil:CODE-1@rooms.example/CODE-1'],
    ['a backslash', 'https://rooms.example\\@evil.example/CODE-1'],
    ['an encoded host', 'https://rooms%2Eexample/CODE-1'],
    ['an encoded path', 'https://rooms.example/visit%2FCODE-1'],
    ['an encoded code', 'https://rooms.example/?code=CODE%2D1'],
    ['an encoded name', 'https://rooms.example/?c%6Fde=OTHER&code=CODE-1'],
    ['a code that ends early', 'https://rooms.example/?code=CODE-1%00'],
    ['an empty code', 'https://rooms.example/visit/CODE-1?code='],
    ['a name without a code', 'https://rooms.example/visit/CODE-1?code'],
    ['a list in a code', 'https://rooms.example/?code=CODE-1;code=CODE-2'],
    ['one good and one bad code', 'https://rooms.example/?code=CODE-1&code=x'],
    ['a fragment', 'https://rooms.example/visit#?code=CODE-1'],
    ['a step back at the end', 'https://rooms.example/CODE-1/..'],
    ['no code at all', 'https://rooms.example/'],
    ['a port that is none', 'https://rooms.example:/CODE-1'],
  ])('is not read: %s', (_what, payload) => {
    expect(read(payload)).toBe('unreadable_code');
  });

  it.each([
    ['another host', 'https://evil.example/CODE-1'],
    ['a host below ours', 'https://x.rooms.example/CODE-1'],
    ['a host that begins like ours', 'https://rooms.example.evil.example/?code=CODE-1'],
    ['a host that ends with a dot', 'https://rooms.example./CODE-1'],
    ['another port', 'https://rooms.example:444/CODE-1'],
  ])('is of somebody else: %s', (_what, payload) => {
    expect(read(payload)).toBe('foreign_code');
  });

  it('is refused when it holds two codes', () => {
    expect(read('https://rooms.example/?code=CODE-1&code=CODE-2')).toBe('ambiguous_code');
    expect(read('https://rooms.example/?code=CODE-1&REGISTRATIONCODE=CODE-2')).toBe('ambiguous_code');
  });

  it.each([[undefined], [null], [12345], [['CODE-1']]])('is refused when it is no text: %j', (payload) => {
    // @ts-expect-error a gateway may hand on anything
    expect(read(payload)).toBe('unreadable_code');
  });
});

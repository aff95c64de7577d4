import { redact } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { addressToSecrets, toSecretForms } from './bookings-one-secret-forms';

const told = (text: string, secrets: readonly string[]): string => redact(text, secrets.flatMap(toSecretForms));

describe('a secret', () => {
  it.each([
    ['as it is', 'a/b+c="d"', 'a/b+c="d"'],
    ['in JSON', 'a/b+c="d"', 'a/b+c=\\"d\\"'],
    ['in JSON with escaped slashes', 'a/b+c="d"', 'a\\/b+c=\\"d\\"'],
    ['in an address', 'a/b+c="d"', 'a%2Fb%2Bc%3D%22d%22'],
    ['in an address with small escapes', 'a/b+c="d"', 'a%2fb%2bc%3d%22d%22'],
    ['as an address', 'a/b c', 'a/b%20c'],
    ['with its escapes taken back', 'a%2Fb%20c', 'a/b c'],
    ['with its escapes taken back, in JSON', 'a%2Fb%20c', 'a\\/b c'],
    ['that no address can hold', 'a/\ud800b', 'a/\ud800b'],
    ['with a percent sign of its own', 'a%zz/b', 'a%25zz%2Fb'],
  ])('is found %s', (_how, secret, repeated) => {
    expect(told(`No <${repeated}>.`, [secret])).toBe('No <[secret]>.');
  });
});

describe('what is secret of an address', () => {
  const address = 'https://host.example/hooks/unguessable-1/take/last-one/?key=canary%2F1';

  it.each([
    address,
    'hooks/unguessable-1/take/last-one/?key=canary%2F1',
    'hooks/unguessable-1/take/last-one/',
    'last-one',
    'key=canary%2F1',
    'canary/1',
  ])('is %s', (part) => {
    expect(told(`No ${part}.`, addressToSecrets(address))).toBe('No [secret].');
  });

  it('is no host', () => {
    expect(told('No host.example.', addressToSecrets('https://host.example/'))).toBe('No host.example.');
  });
});

import { describe, expect, it } from 'vitest';
import { baseUrlSchema, isAllowedBaseUrl } from './base-url';

describe('isAllowedBaseUrl', () => {
  it.each<[url: string, isAllowed: boolean, isAllowedWhenPlainIsWanted: boolean]>([
    ['https://vendor.example', true, true],
    ['HTTPS://vendor.example/api', true, true],
    ['http://localhost:8080', true, true],
    ['http://127.0.0.1', true, true],
    ['http://127.8.9.10', true, true],
    ['http://127.1', true, true],
    ['http://[::1]:80/', true, true],
    ['http://vendor.example', false, true],
    ['http://10.0.0.7', false, true],
    ['http://localhost.vendor.example', false, true],
    ['http://127.0.0.1.vendor.example', false, true],
    ['http://vendor.example/127.0.0.1', false, true],
    ['http://127.0.0.1@vendor.example', false, true],
    ['http://0.0.0.0', false, true],
    ['ftp://127.0.0.1', false, false],
    ['ws://localhost', false, false],
    ['vendor.example', false, false],
    ['', false, false],
  ])('%s: %s, and %s where plain HTTP is wanted', (url, isAllowed, isAllowedWhenPlainIsWanted) => {
    expect([isAllowedBaseUrl(url, false), isAllowedBaseUrl(url, true)]).toEqual([
      isAllowed,
      isAllowedWhenPlainIsWanted,
    ]);
  });
});

describe('baseUrlSchema', () => {
  it.each([
    ['https://vendor.example/api', true],
    ['http://10.0.0.7', true],
    ['ftp://vendor.example', false],
    ['vendor.example', false],
    ['javascript:alert(1)', false],
    [7, false],
  ])('%j: %s', (url, isAccepted) => {
    expect(baseUrlSchema.safeParse(url).success).toBe(isAccepted);
  });
});

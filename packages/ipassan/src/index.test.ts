import { expect, it } from 'vitest';
import * as entry from './index';

it('the entry offers the provider, people, the day, the client, its own error and the wire profile', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'IpassanAccessTypeError',
    'createIpassan',
    'createIpassanClient',
    'createIpassanPeople',
    'ipassanProfile',
    'readIpassanDay',
  ]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileRows } from './file-rows';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acx-rows-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('rows are there again when the file is opened again', async () => {
  const path = join(folder, 'rows.json');
  const rows = await openFileRows(path);
  await Promise.all([rows.put('booking', 'a', { n: 1 }), rows.put('booking', 'b', { n: 2 }), rows.put('demo', 'a', 3)]);
  await rows.remove('booking', 'b');
  await rows.close();
  const again = await openFileRows(path);
  expect(await again.list('booking')).toEqual([{ id: 'a', value: { n: 1 } }]);
  expect(await again.find('demo', 'a')).toBe(3);
});

test('what is written together is put back when the work fails', async () => {
  const rows = await openFileRows(join(folder, 'rows.json'));
  await rows.put('booking', 'a', 'before');
  const work = rows.together(async (access) => {
    await access.put('booking', 'a', 'after');
    await access.put('booking', 'b', 'new');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await rows.list('booking')).toEqual([{ id: 'a', value: 'before' }]);
});

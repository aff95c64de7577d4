import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from './command-line';
import { readHostConfig } from './host-config';
import { readConfigFile } from './read-config-file';
import { openSealingKey } from './sealing-key';

test('without a file everything has a default, and the database is a file', () => {
  expect(readHostConfig({}, {})).toMatchObject({ port: 0, database: 'sqlite', dataFolder: '.acx-demo' });
  expect(readHostConfig({}, { DATABASE_URL: 'postgres://there' })).toMatchObject({ database: 'postgres' });
});

test('every problem of file and environment is told at once, and no value', () => {
  const file = { port: 70_000, colour: 'red', clock: { startsAt: 'canary' }, smtp: { host: '' }, database: 'postgres' };
  const read = (): unknown => readHostConfig(file, { ACX_SEALING_KEY: 'canary!' });
  for (const part of ['port:', 'colour: is not', 'clock.startsAt:', 'smtp.host:', 'smtp.port:', 'ACX_SEALING_KEY:'])
    expect(read).toThrow(part);
  expect(read).not.toThrow('canary');
  expect(() => readHostConfig({ database: 'postgres' }, {})).toThrow('needs DATABASE_URL');
  expect(() => readHostConfig([], {})).toThrow('The host cannot start.');
});

test('what the command line says wins over the file, and is looked at like it', () => {
  const { overrides, story } = readCommandLine(['--story', '--port', '8080', '--clock', '2026-11-23T07:00:00Z']);
  expect(story).toBe(true);
  expect(readHostConfig({ port: 1 }, {}, overrides)).toMatchObject({
    port: 8080,
    clock: { startsAt: '2026-11-23T07:00:00Z', isStanding: false },
  });
  expect(() => readHostConfig({}, {}, readCommandLine(['--port', 'many']).overrides)).toThrow('port:');
  expect(() => readCommandLine(['--louder'])).toThrow(/--louder(.|\n)*--story/);
});

test('a PostgreSQL that is brought up is the one that is used, whatever the file says', () => {
  const { overrides } = readCommandLine(['--postgres']);
  const environment = { DATABASE_URL: 'postgres://there' };
  expect(readHostConfig({ database: 'sqlite' }, environment, overrides)).toMatchObject({ database: 'postgres' });
});

test('a file that cannot be read is named, and nothing of it repeated', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acx-host-'));
  try {
    const path = join(folder, 'host.json');
    await expect(readConfigFile(path)).rejects.toThrow(`${path} is not there`);
    await writeFile(path, '{"smtp": canary');
    await expect(readConfigFile(path)).rejects.toThrow(/is not JSON\.$/);
    await expect(readConfigFile(path)).rejects.not.toThrow('canary');
    await writeFile(path, '{"port": 1}');
    expect(await readConfigFile(path)).toEqual({ port: 1 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a sealing key of another length is told before anything starts', () => {
  const read = (key: string) => () => readHostConfig({}, { ACX_SEALING_KEY: key });
  expect(read('YWJj')).toThrow('ACX_SEALING_KEY: must be 32 random bytes');
  expect(read(Buffer.alloc(32).toString('base64'))).not.toThrow();
});

test('a sealing key is made once, for the eyes of its owner', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acx-host-'));
  try {
    const first = await openSealingKey(folder);
    expect(await openSealingKey(folder)).toEqual(first);
    expect((await stat(join(folder, 'sealing-key'))).mode & 0o777).toBe(0o600);
    expect(await openSealingKey(folder, 'from-elsewhere')).toEqual({
      keyId: 'first',
      keys: { first: 'from-elsewhere' },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

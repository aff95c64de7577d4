import { readFile } from 'node:fs/promises';

/** What a configuration file holds, not looked at yet. @throws Error that says what is wrong with the file and repeats nothing of it. */
export async function readConfigFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`The host cannot start. The configuration file ${path} is not there, or may not be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The host cannot start. The configuration file ${path} is not JSON.`);
  }
}

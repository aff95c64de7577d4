import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectMessages } from './__fixtures__/ipevia-every-message';
import type { IpeviaSwitches } from './testing';

/** A folder with the real ONVIF schemas and a validator, beside the repository or where the environment says. */
const folder = process.env['ACX_ONVIF_SCHEMAS'] ?? fileURLToPath(new URL('../../../../shared/onvif', import.meta.url));
const validator = `${folder}/validate.mjs`;

interface Validator {
  validateSoap(xml: string): readonly { readonly line: number; readonly message: string }[];
}

const variants: readonly [what: string, switches: Partial<IpeviaSwitches>][] = [
  ['with a digest login and pushed events', {}],
  ['with WS-UsernameToken and a pull point', { auth: 'username-token', eventTransport: 'pull' }],
  ['with basic login, answered in awkward ways', { auth: 'basic', awkward: true, namesHolders: true }],
  ['with flat faults and the tokens of the vendor', { auth: 'basic', faultShape: 'flat', takesClientTokens: false }],
];

describe('every message of client and simulator', () => {
  it.each(variants)('is made once at least %s', async (_what, switches) => {
    const names = (await collectMessages(switches)).map(({ name }) => name.replace(/ \d+$/, ''));
    expect(new Set(names).size).toBeGreaterThan(40);
  });

  if (!existsSync(validator)) it.skip(`is valid by the ONVIF schemas [skipped: they are not in ${folder}]`, () => {});
  else
    it.each(variants)('is valid by the ONVIF schemas %s', async (_what, switches) => {
      const { validateSoap }: Validator = await import(/* @vite-ignore */ pathToFileURL(validator).href);
      const problems = (await collectMessages(switches)).flatMap(({ name, xml }) =>
        validateSoap(xml).map(({ line, message }) => `${name}, line ${line}: ${message}`),
      );
      expect(problems).toEqual([]);
      expect(validateSoap('<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>')).not.toEqual([]);
    });
});

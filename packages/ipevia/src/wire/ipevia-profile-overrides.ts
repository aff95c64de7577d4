import { type WireProfileOverrides, wireProfileOverridesSchema } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type IpeviaProfile, ipeviaProfile } from './ipevia-profile';

/** A part of the wire profile: whatever is left out stays as it is in `ipeviaProfile`. */
export type IpeviaProfileOverrides = WireProfileOverrides<IpeviaProfile>;

const text = z
  .string()
  .check(z.regex(/^[^\s<>&"']+$/, 'must be a text without spaces, quotes and the characters of XML'));
const name = z.string().check(z.regex(/^[A-Za-z_][\w.-]*$/, 'must be a name without a prefix'));
const path = z.string().check(z.regex(/^\/[^\s<>&"'#]*$/, 'must be a path that begins with a slash'));

/** Sections whose entries are not names of elements or attributes. */
const textSections: ReadonlySet<string> = new Set(['namespaces', 'actions', 'identifier', 'topics', 'items', 'faults']);
const addresses: ReadonlySet<string> = new Set([
  'namespace',
  'utilityNamespace',
  'passwordType',
  'nonceEncoding',
  'topicDialect',
]);

/** Reads a partial wire profile. */
export const ipeviaProfileOverridesSchema = wireProfileOverridesSchema<IpeviaProfile>(
  ipeviaProfile,
  ({ section, name: entry }) => {
    if (section === 'paths') return path;
    return textSections.has(section) || addresses.has(entry) ? text : name;
  },
);

import { type WireProfileOverrides, wireProfileOverridesSchema } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type IpassanProfile, ipassanProfile } from './ipassan-profile';

/** A part of the wire profile: whatever is left out stays as it is in `ipassanProfile`. */
export type IpassanProfileOverrides = WireProfileOverrides<IpassanProfile>;

const text = z.string().check(z.minLength(1));
const path = z.string().check(z.startsWith('/', 'must start with a slash'));

/** Reads a partial wire profile. */
export const ipassanProfileOverridesSchema = wireProfileOverridesSchema(ipassanProfile, ({ section, name }) => {
  if (section === 'paths') return path;
  // Empty text clears a field, so far as we assume.
  if (section === 'person') return z.string();
  // Where iPassan keeps no mark.
  return section !== 'refusals' && name === 'reference' ? z.nullable(text) : text;
});

import { type WireProfileOverrides, wireProfileOverridesSchema } from '@acx/core/provider';
import * as z from 'zod/mini';
import { type SaltoProfile, saltoProfile } from './salto-profile';

/** A part of the wire profile: whatever is left out stays as it is in `saltoProfile`. */
export type SaltoProfileOverrides = WireProfileOverrides<SaltoProfile>;

const text = z
  .string()
  .check(z.regex(/^[^\s<>&"']+$/, 'must be a text without spaces, quotes and the characters of XML'));
const twoDigits = z.string().check(z.regex(/^\d\d$/, 'must be two digits'));
const whole = z.int().check(z.minimum(0));

/** Reads a partial wire profile. */
export const saltoProfileOverridesSchema = wireProfileOverridesSchema<SaltoProfile>(
  saltoProfile,
  ({ section, name, value }) => {
    if (section === 'stp' && name === 'version') return twoDigits;
    if (typeof value === 'number') return whole;
    return typeof value === 'string' ? text : z.array(text);
  },
);

import * as z from 'zod/mini';
import { idField, optionalNumberField, textField } from './ipassan-field';
import type { IpassanProfile } from './ipassan-profile';
import { renamed } from './ipassan-renamed';

/** Something that can be booked: a facility of the site. */
export interface IpassanAsset {
  readonly uuid: string;
  readonly name?: string;
  /** Length of a bookable slot in minutes, where iPassan tells it. */
  readonly slotMinutes?: number;
  /** Longest booking in minutes, where iPassan tells it. */
  readonly maximumMinutes?: number;
}

/** One item of the list of assets, read by the names of the profile. */
export function ipassanAssetSchema(names: IpassanProfile['asset']) {
  return renamed(
    { ...names },
    z.object({ uuid: idField, name: textField, slotMinutes: optionalNumberField, maximumMinutes: optionalNumberField }),
  );
}

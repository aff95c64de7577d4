import * as z from 'zod/mini';
import { idField, textField } from './ipassan-field';

/** A base of an iPassan installation: the container of sites. */
export interface IpassanBase {
  readonly uuid: string;
  readonly name?: string;
  readonly displayname?: string;
}

/** A site of a base: buildings that are managed together. */
export interface IpassanSite {
  readonly uuid: string;
  readonly name?: string;
}

/** One item of the list of bases. */
export const ipassanBaseSchema = z.object({ uuid: idField, name: textField, displayname: textField });

/** One item of the list of sites. */
export const ipassanSiteSchema = z.object({ uuid: idField, name: textField });

import * as z from 'zod/mini';
import { idField } from './ipassan-field';
import { renamed } from './ipassan-renamed';

/**
 * What the answer to a write must hold before it is believed: the uuid of the record. An answer without one means "not found" when a record
 * is read (known), so after a write it may mean the same.
 */
export function ipassanWrittenSchema(uuidName: string) {
  return renamed({ uuid: uuidName }, z.object({ uuid: idField }));
}

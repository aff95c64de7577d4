import { fingerprint, type Permission } from '@acx/core/provider';

const PREFIX = 'acx:';

/**
 * The key of a permission's grant, which is also the mark that its record carries at iPassan: `acx:` and 20 hexadecimal digits.
 * One for the other, because a record can be known again only by what is stored in it, and a permission key is too long and too telling.
 */
export function permissionToGrantKey(permission: Pick<Permission, 'key'>): string {
  return `${PREFIX}${fingerprint(permission.key)}`;
}

/** True for a reference text that this SDK wrote. */
export function isOurReference(reference: string | null | undefined): reference is string {
  return typeof reference === 'string' && reference.startsWith(PREFIX);
}

/**
 * The key of a second record with the same mark. It must never exist. It gets a key that nobody asks for, so a check finds it as `extra` and
 * takes it away, instead of two rights living under one key.
 */
export function duplicateGrantKey(reference: string, uuid: string): string {
  return `${reference}~${uuid}`;
}

/** The mark inside a key, and the record that it means when it is the key of a duplicate. */
export function splitGrantKey(grantKey: string): { readonly reference: string; readonly duplicateUuid?: string } {
  const at = grantKey.indexOf('~');
  if (at < 0) return { reference: grantKey };
  return { reference: grantKey.slice(0, at), duplicateUuid: grantKey.slice(at + 1) };
}

import { fingerprint, type Permission } from '@acx/core/provider';

/** By what an installation knows its own records again. */
export interface IpassanMark {
  /**
   * The key of a permission's grant, which is also the text that its record carries at iPassan: `acx:`, six digits for the installation and
   * twenty for the permission. One for the other, because a record can be known again only by what is stored in it, and a permission key is
   * too long and too telling.
   */
  grantKeyOf(permission: Pick<Permission, 'key'>): string;
  /** True for a reference text that this installation wrote. Those of other installations on the same site are foreign. */
  isOurs(reference: string | null | undefined): reference is string;
}

/** @param name Tells apart several hosts that write to one site. */
export function createIpassanMark(name: string): IpassanMark {
  const prefix = `acx:${fingerprint(name).slice(0, 6)}:`;
  return {
    grantKeyOf: ({ key }) => `${prefix}${fingerprint(key)}`,
    isOurs: (reference): reference is string => typeof reference === 'string' && reference.startsWith(prefix),
  };
}

/**
 * The key of a second record with the same mark. It must never exist. It gets a key that nobody asks for, so a check finds it as `extra`
 * and takes it away, instead of two rights living under one key.
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

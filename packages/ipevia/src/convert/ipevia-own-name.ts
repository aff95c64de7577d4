/**
 * The name that a credential of ours goes by: its token where the vendor takes ours, and its holder reference everywhere. It tells the card, so an
 * event that names only the token needs no look at the vendor.
 */
export function ipeviaOwnName(mark: string, hex: string): string {
  return `${mark}-${hex}`;
}

/** The identifier value in a name of ours; nothing for the name of somebody else. */
export function hexOfOwnName(mark: string, name: string): string | undefined {
  return new RegExp(`^${mark}-([0-9A-F]{10})$`).exec(name)?.[1];
}

import { InvalidInputError } from '@acx/core/provider';

/**
 * Puts ids into a path of the wire profile: `/asset/{asset}/booking` and `{ asset: 'a/1' }` give `/asset/a%2F1/booking`.
 * @throws InvalidInputError for an id that is empty, `.` or `..`: the call would reach another path than meant, even when encoded.
 */
export function fillIpassanPath(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const id = ids[name];
    if (id === undefined) return placeholder;
    if (id === '' || id === '.' || id === '..')
      throw new InvalidInputError({
        subject: 'iPassan call',
        problems: [{ path: name, message: 'is not an id that iPassan could have given' }],
      });
    return encodeURIComponent(id);
  });
}

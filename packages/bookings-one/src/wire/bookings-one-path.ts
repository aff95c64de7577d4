import { InvalidInputError } from '@acx/core/provider';

/**
 * Puts values into a path of the wire profile, encoded: `/resource/{resource}` and `{ resource: 'a/1' }` give `/resource/a%2F1`.
 * @throws InvalidInputError for a value that is empty, `.` or `..`: the call would reach another path than meant, even when encoded.
 */
export function fillBookingsOnePath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    if (value === '' || value === '.' || value === '..')
      throw new InvalidInputError({
        subject: 'Bookings ONE call',
        problems: [{ path: name, message: 'is not an id that Bookings ONE could have given' }],
      });
    return encodeURIComponent(value);
  });
}

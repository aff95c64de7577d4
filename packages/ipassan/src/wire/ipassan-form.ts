/** A field of a form: `undefined` is left out; an object becomes `field[key]=…`, and of its values `null` clears one at iPassan. */
export type IpassanFormValue = string | number | undefined | { readonly [key: string]: string | null | undefined };

/** iPassan takes an access profile away by this literal text (known). */
const CLEARED = 'null';

/** The fields as `application/x-www-form-urlencoded`, in the given order. */
export function fieldsToForm(fields: Readonly<Record<string, IpassanFormValue>>): URLSearchParams {
  const form = new URLSearchParams();
  const append = (name: string, value: string | number | null | undefined): void => {
    if (value !== undefined) form.append(name, value === null ? CLEARED : String(value));
  };
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'object') for (const [key, item] of Object.entries(value)) append(`${name}[${key}]`, item);
    else append(name, value);
  }
  return form;
}

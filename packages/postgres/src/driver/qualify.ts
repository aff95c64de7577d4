/** A name that PostgreSQL takes without quotes, and that is none of its own. */
export const SCHEMA_NAME = /^(?!pg_)[a-z_][a-z0-9_]{0,47}$/;

/** Puts the schema into statements, which are written for `acx`; each text is gone through once. */
export function createQualifier(schema: string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let qualified = known.get(text);
    if (qualified === undefined) {
      qualified = text.replaceAll(/\bacx\./g, `"${schema}".`);
      known.set(text, qualified);
    }
    return qualified;
  };
}

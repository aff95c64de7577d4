import type { Settings } from './configured-integration';

/** Text of a field; blank is as good as absent. */
export function textOf(settings: Settings, name: string): string | undefined {
  const value = settings[name];
  if (value === undefined) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

/** Text of a field that must be there; an empty one is refused by whoever reads the options. */
export function filledText(settings: Settings, name: string): string {
  return textOf(settings, name) ?? '';
}

/** Number of a field; absent where it is blank. */
export function numberOf(settings: Settings, name: string): number | undefined {
  const text = textOf(settings, name);
  return text === undefined ? undefined : Number(text);
}

/** One of the choices of a field; the first where none is made. */
export function choiceOf<const Choice extends string>(
  settings: Settings,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = textOf(settings, name);
  return choices.find((choice) => choice === text) ?? choices[0];
}

/** Items of a field with commas between them. */
export function listOf(settings: Settings, name: string): string[] {
  return (textOf(settings, name) ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

/** Leaves out what is not given, so that defaults count. */
export function given<Value>(name: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [name]: value };
}

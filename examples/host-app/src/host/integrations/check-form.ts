import type { FieldProblem } from '../../contract/failure';
import type { IntegrationInput, SettingField } from '../../contract/integrations';
import { allSystems } from './systems/all-systems';

/** Looks at a form field by field; what belongs together is looked at by the package, when it makes the provider. */
export function checkForm(input: IntegrationInput, secretsSet: readonly string[]): FieldProblem[] {
  const { fields, hasCheckIns } = allSystems[input.kind].description;
  const problems: FieldProblem[] = input.name.trim() === '' ? [{ field: 'name', message: 'is needed' }] : [];
  const known = new Map(fields.map((field) => [field.name, field]));
  const isOf = (name: string, isSecret: boolean): boolean => (known.get(name)?.kind === 'secret') === isSecret;
  for (const name of Object.keys(input.settings))
    if (!known.has(name) || !isOf(name, false))
      problems.push({ field: name, message: 'is not a field of this system' });
  for (const name of Object.keys(input.secrets ?? {}))
    if (!known.has(name) || !isOf(name, true))
      problems.push({ field: name, message: 'is not a secret of this system' });
  for (const field of fields) {
    const message = field.kind === 'secret' ? checkSecret(field, input, secretsSet) : checkSetting(field, input);
    if (message !== undefined) problems.push({ field: field.name, message });
  }
  if (input.checkIns !== undefined && !hasCheckIns)
    problems.push({ field: 'checkIns', message: 'is not offered: this system tells of no entries' });
  return problems;
}

function checkSecret({ name, isRequired }: SettingField, input: IntegrationInput, set: readonly string[]) {
  const secret = input.secrets?.[name];
  if (secret === undefined || secret === '')
    return isRequired && !set.includes(name) ? 'is needed, and again when the address changes' : undefined;
  return secret.length > 4_000 ? 'is too long' : undefined;
}

function checkSetting({ name, kind, choices = [], isRequired }: SettingField, { settings }: IntegrationInput) {
  const value = settings[name];
  const text = value === undefined ? '' : String(value).trim();
  if (text === '') return isRequired ? 'is needed' : undefined;
  if (text.length > 2_000) return 'is too long';
  if (kind === 'number' && !Number.isFinite(Number(text))) return 'must be a number';
  if (kind === 'switch' && typeof value !== 'boolean') return 'must be on or off';
  if (kind === 'choice' && choices.every((choice) => choice.value !== text)) return 'must be one of the choices';
  if (kind === 'url' && !URL.canParse(text)) return 'must be an address, such as https://access.example';
  return undefined;
}

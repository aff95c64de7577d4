import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { refuseMissingField } from './ipassan-form';
import {
  type AccessType,
  type AccessTypeKey,
  accessTypeKeys,
  type SimulatedPerson,
  type SimulatedPersonType,
} from './ipassan-records';

/** Longest text of `other` (known). */
const OTHER_LENGTH = 255;

const personTypes: Readonly<Record<string, SimulatedPersonType>> = { '1': 1, '2': 2, '3': 3 };

/** The person after a write. known: only fields that are in the form change; `uuid` and `architecture` cannot be written. */
export function applyPersonForm(options: {
  person: SimulatedPerson | { readonly uuid: string; readonly site: string };
  form: URLSearchParams;
  context: IpassanContext;
}): SimulatedPerson {
  const { form, context } = options;
  const former: Partial<SimulatedPerson> & { readonly uuid: string; readonly site: string } = options.person;
  // assumed: how a text is cleared; the text null is stored as any other
  const readText = (field: string, kept: string | null = null): string | null => {
    const text = form.get(field) ?? kept;
    return text === context.profile.person.clearedText ? null : text;
  };
  const person: SimulatedPerson = {
    uuid: former.uuid,
    site: former.site,
    lastname: readName(form, 'lastname') ?? former.lastname ?? refuseMissingField('lastname'),
    firstname: readName(form, 'firstname') ?? former.firstname ?? refuseMissingField('firstname'),
    phone: readText('phone', former.phone),
    mail: readText('mail', former.mail),
    number: readText('number', former.number),
    type: readPersonType(form) ?? former.type ?? refuseMissingField('type'),
    other: readText('other', former.other),
    accessType: readAccessType({ form, former: former.accessType, site: former.site, context }),
    architecture: former.architecture ?? null,
  };
  if (person.other !== null && person.other.length > OTHER_LENGTH)
    throw new IpassanFailure('invalid', `The field other of ${person.lastname} is longer than ${OTHER_LENGTH}.`);
  if (form.has('mail')) refuseTakenMail(person, context);
  return person;
}

// assumed: a person needs both names and a type
function readName(form: URLSearchParams, field: 'lastname' | 'firstname'): string | undefined {
  const name = form.get(field);
  if (name === null) return undefined;
  return name.trim() === '' ? refuseMissingField(field) : name;
}

function readPersonType(form: URLSearchParams): SimulatedPersonType | undefined {
  const text = form.get('type');
  if (text === null) return undefined;
  const type = personTypes[text];
  if (type === undefined) throw new IpassanFailure('invalid', 'The field type is not valid.');
  return type;
}

function readAccessType(options: {
  form: URLSearchParams;
  former: AccessType | undefined;
  site: string;
  context: IpassanContext;
}): AccessType {
  const { form, former, site, context } = options;
  const read = (key: AccessTypeKey): string | null => {
    const kept = former?.[key] ?? null;
    const text = form.get(`accessType[${key}]`);
    if (text === null) return kept;
    if (text === 'null') return null; // known: the literal text clears
    if (context.store.profiles.get(text)?.site === site) return text;
    // known: silently ignored, so a new person gets no access; that a former value stays is assumed
    if (context.switches.ignoresUnknownProfile) return kept;
    throw new IpassanFailure('invalid', `The access profile ${text} is unknown.`);
  };
  const [doorPermanent, doorTemporary, floorPermanent, floorTemporary] = accessTypeKeys;
  return {
    doorPermanent: read(doorPermanent),
    doorTemporary: read(doorTemporary),
    floorPermanent: read(floorPermanent),
    floorTemporary: read(floorTemporary),
  };
}

// known: an e-mail is unique. That this holds across sites and ignores upper and lower case is assumed.
function refuseTakenMail(person: SimulatedPerson, { store, switches, profile }: IpassanContext): void {
  const mail = person.mail?.trim().toLowerCase();
  if (!switches.refusesTakenMail || mail === undefined || mail === '') return;
  for (const other of store.persons.values())
    if (other.uuid !== person.uuid && other.mail?.trim().toLowerCase() === mail)
      throw new IpassanFailure(
        'email_taken',
        `The ${profile.refusals.email_taken} by ${other.firstname} ${other.lastname}: ${person.mail}.`,
      );
}

import {
  IPASSAN_ACCESS_KEYS,
  type IpassanPerson,
  type IpassanPersonInput,
  type IpassanPersonUpdate,
} from '../wire/ipassan-person';

/**
 * The fields that iPassan holds otherwise than asked for; `undefined` when there are none. Fields that nobody asked for are left alone.
 *
 * Outer spaces, the way in which letters are composed, and upper and lower case of e-mail addresses make no difference: iPassan may store
 * them its own way (assumed), and a difference that it puts back each time would be written for ever.
 */
export function personChanges(asked: IpassanPersonInput, held: IpassanPerson): IpassanPersonUpdate | undefined {
  const profiles = asked.accessType ?? {};
  const keys = IPASSAN_ACCESS_KEYS.filter(
    (key) => profiles[key] !== undefined && profiles[key] !== (held.accessType?.[key] ?? null),
  );
  const changes: IpassanPersonUpdate = {
    ...(isSameText(asked.lastname, held.lastname) ? {} : { lastname: asked.lastname }),
    ...(isSameText(asked.firstname, held.firstname) ? {} : { firstname: asked.firstname }),
    ...(isSameText(asked.phone, held.phone) ? {} : { phone: asked.phone }),
    ...(isSameMail(asked.mail, held.mail) ? {} : { mail: asked.mail }),
    ...(isSameText(asked.number, held.number) ? {} : { number: asked.number }),
    ...(asked.type === undefined || asked.type === held.type ? {} : { type: asked.type }),
    ...(isSameText(asked.other, held.other) ? {} : { other: asked.other }),
    ...(keys.length === 0 ? {} : { accessType: Object.fromEntries(keys.map((key) => [key, profiles[key]])) }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}

/** The person to create: there is nothing to clear yet, except that a profile of `null` is asked for and read back. */
export function personToCreate(person: IpassanPersonInput): IpassanPersonInput {
  const { phone, mail, number, other } = person;
  return {
    ...person,
    phone: phone ?? undefined,
    mail: mail ?? undefined,
    number: number ?? undefined,
    other: other ?? undefined,
  };
}

/** Whether both names are the same, in upper or lower case. */
export function isSameName(asked: IpassanPersonInput, held: IpassanPerson): boolean {
  const fold = ({ lastname, firstname }: IpassanPerson | IpassanPersonInput): string =>
    JSON.stringify([plain(lastname).toLowerCase(), plain(firstname).toLowerCase()]);
  return fold(asked) === fold(held);
}

function isSameText(asked: string | null | undefined, held: string | undefined): boolean {
  return asked === undefined || plain(asked) === plain(held);
}

function isSameMail(asked: string | null | undefined, held: string | undefined): boolean {
  return asked === undefined || plain(asked).toLowerCase() === plain(held).toLowerCase();
}

/** Where the wire profile clears by the literal text `null`, as access profiles are cleared (known), it may come back as text (assumed). */
function plain(text: string | null | undefined): string {
  const trimmed = (text ?? '').trim().normalize('NFC');
  return trimmed === 'null' ? '' : trimmed;
}

import * as z from 'zod/mini';
import { dateTimeField, fieldsOf, flagField, numberField, textField } from './salto-field';
import type { SaltoProfile } from './salto-profile';
import type { XmlElement } from './salto-xml-element';

/** Something that happened at a door, as Space has recorded it. */
export interface SaltoAuditEvent {
  /** Increasing number. */
  readonly id: number;
  /** Local time of the site, `YYYY-MM-DDTHH:mm:ss`. */
  readonly localDateTime: string;
  /** What happened; the numbers that matter are in `saltoProfile.operations`. */
  readonly operation: number;
  /** Out of the door, not in. */
  readonly isExit?: boolean;
  /** EXT ID of the door. */
  readonly door?: string;
  /** 0 cardholder, 1 door, 2 software operator. */
  readonly subjectType?: number;
  /** EXT ID of the subject, or another id of it: may be personal data. */
  readonly subject?: string;
  /** As Space sent it. May hold personal data. */
  readonly source: XmlElement;
}

/** A record of the audit trail by our names. */
export function auditEventFields(names: SaltoProfile['auditTrail'], element: XmlElement): object {
  const { id, at, operation, isExit, door, subjectType, subject } = names;
  return {
    ...fieldsOf(element, { id, localDateTime: at, operation, isExit, door, subjectType, subject }),
    source: element,
  };
}

/** Reads what {@link auditEventFields} gives. */
export const auditEventSchema: z.ZodMiniType<SaltoAuditEvent> = z.object({
  id: numberField,
  localDateTime: dateTimeField,
  operation: numberField,
  isExit: z.optional(flagField),
  door: textField,
  subjectType: z.optional(numberField),
  subject: textField,
  source: z.custom<XmlElement>(),
});

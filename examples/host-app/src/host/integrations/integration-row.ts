import * as z from 'zod/mini';
import { createRowTable } from '../store/row-table';

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const integrationSchema = z.object({
  id: z.string(),
  kind: z.enum(['ipassan', 'salto', 'ipevia', 'bookings_one', 'door_list', 'visitors']),
  name: z.string(),
  isActive: z.boolean(),
  settings: values,
  /** Sealed one by one; the webhook password is among them. */
  sealedSecrets: z.record(z.string(), z.string()),
  checkIns: z.optional(
    z.object({
      isOn: z.boolean(),
      webhookEmail: z.optional(z.string()),
      /** Places that differ from the default, which is on. */
      places: z.record(z.string(), z.boolean()),
    }),
  ),
});

/** An integration as we keep it. */
export type IntegrationRow = z.output<typeof integrationSchema>;

export const integrationTable = createRowTable('integration', integrationSchema);

/** Name of the webhook password among the secrets. */
export const WEBHOOK_PASSWORD = 'webhookPassword';

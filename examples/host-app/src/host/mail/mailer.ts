import { createTransport } from 'nodemailer';
import type { SmtpConfig } from '../../config/host-config';

/** A message on its way. */
export interface OutgoingMail {
  /** The same whenever it is sent again, so that a mailbox can tell. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** Hands mails to an SMTP server. */
export interface Mailer {
  /** @throws when the server has not taken it. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

export function createMailer({ host, port, isSecure, user, password = '', from }: SmtpConfig): Mailer {
  const transport = createTransport({
    ...{ host, port, secure: isSecure, pool: true },
    ...(user !== undefined && { auth: { user, pass: password } }),
  });
  return {
    async send({ id, to, subject, text }) {
      const messageId = `<${Buffer.from(id).toString('base64url')}@riverside.example>`;
      await transport.sendMail({ from, to, subject, text, messageId, textEncoding: 'base64' });
    },
    close: () => transport.close(),
  };
}

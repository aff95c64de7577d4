import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Mail } from '../../contract/mailbox';
import { readMessage } from './read-message';

/** An SMTP server of the demo: it takes every mail, and the page shows what it has. */
export interface MailServer {
  readonly port: number;
  /** Newest first. With `to`, what went to this address. */
  list(to?: string): readonly Mail[];
  close(): Promise<void>;
}

const KEPT_MAILS = 200;

/** Listens on this machine only. Mails may hold PINs, so they are kept in memory and are gone with the process. */
export async function startMailServer({
  nowIso,
  onMail,
}: {
  nowIso: () => string;
  onMail: () => unknown;
}): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false },
    onData(stream, { envelope }, done) {
      text(stream).then((message) => {
        const { id, subject, body } = readMessage(message);
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        // The same message again: somebody was not sure whether it had arrived.
        if (mails.every((mail) => mail.id !== id)) mails.unshift({ id, at: nowIso(), to, subject, text: body });
        mails.splice(KEPT_MAILS);
        onMail();
        done();
      }, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    list: (to) => mails.filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase()),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

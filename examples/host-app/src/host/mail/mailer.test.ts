import { expect, test } from 'vitest';
import { startMailServer } from './mail-server';
import { createMailer } from './mailer';

test('a mail arrives as it was written, once, however often it is sent', async () => {
  const told: string[] = [];
  const server = await startMailServer({ nowIso: () => '2026-11-23T08:00:00.000Z', onMail: () => told.push('mail') });
  const mailer = createMailer({
    host: '127.0.0.1',
    port: server.port,
    isSecure: false,
    from: 'Host <host@example.org>',
  });
  const mail = {
    id: 'notice/1',
    to: { name: 'Ada', address: 'ada@example.org' },
    subject: `Straße – a subject that is long enough to be folded over more than one line, and is in no ASCII: ${'ü'.repeat(60)}`,
    text: 'Dear Ada,\n\nPIN: 4711\n',
  };
  try {
    await mailer.send(mail);
    await mailer.send(mail);
    expect(server.list()).toMatchObject([{ to: 'ada@example.org', subject: mail.subject, text: mail.text }]);
    expect(server.list('ben@example.org')).toEqual([]);
    expect(told).toEqual(['mail', 'mail']);
  } finally {
    mailer.close();
    await server.close();
  }
});

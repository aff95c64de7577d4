import { type Context, Hono } from 'hono';
import type { Mail, MailSummary } from '../../contract/mailbox';
import { Refused } from '../../host/refused';
import type { HostEnvironment, ServerParts } from '../host-environment';
import { requireUser } from '../session-guard';

/** What the demo's mail server has received. Everybody sees what went to them: a mail may hold a PIN. */
export function mailRoutes({ host, mailbox }: ServerParts): Hono<HostEnvironment> {
  const mailsOf = (context: Context<HostEnvironment>): readonly Mail[] => {
    const user = requireUser(context);
    const address = host.house.people.find(({ id }) => id === user.id)?.email;
    return address === undefined ? [] : (mailbox?.list(address) ?? []);
  };
  const routes = new Hono<HostEnvironment>();
  routes.get('/mail', (context) =>
    context.json<MailSummary[]>(mailsOf(context).map(({ id, at, to, subject }) => ({ id, at, to, subject }))),
  );
  routes.get('/mail/:id', (context) => {
    const mail = mailsOf(context).find(({ id }) => id === context.req.param('id'));
    if (mail === undefined) throw new Refused(404, 'There is no such mail.');
    return context.json<Mail>(mail);
  });
  return routes;
}

/** `GET /api/mail`: what the demo's mail server has received, newest first. A resident sees what went to them. */
export interface MailSummary {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
}

/** `GET /api/mail/:id`. */
export interface Mail extends MailSummary {
  readonly text: string;
}

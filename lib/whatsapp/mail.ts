import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { parseConnectionUrl } from 'nodemailer/lib/shared/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { env } from '@/lib/env';
import type { SendResult } from './client';
import { mailRefused, mailTrouble, mailUnanswered } from './retry-matrix';

export type Mail = {
  /** Our own id of the message; the same one never makes a second Message-ID. */
  id: string;
  attempt: number;
  to: string;
  from: { name: string; address: string };
  subject: string;
  text: string;
};

/** Who mail comes from, or undefined where no mail server or no address is set up. */
export function mailSender(company: { name: string; email: string | null }): Mail['from'] | undefined {
  const { SMTP_URL, MAIL_FROM } = env();
  const address = MAIL_FROM ?? company.email;
  return SMTP_URL && address ? { name: company.name, address } : undefined;
}

const timeoutMs = 15_000;
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/**
 * Gives one mail to the server of SMTP_URL, once, and says what became of it. A mail server can't be asked
 * later whether it took a mail: where its answer to the content was lost, the mail counts as refused with
 * `mailUnanswered`, so that nobody gets it twice. Never throws for an answer or a lost one.
 */
export async function sendMail(mail: Mail): Promise<SendResult> {
  const content = await compose(mail);
  const options = parseConnectionUrl(env().SMTP_URL ?? '');
  const connection = new SMTPConnection({
    // The content of a mail never travels in the clear, except to this very machine.
    requireTLS: !loopback.test(options.host ?? ''),
    ...options,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    await connected(connection, options.auth);
  } catch (error) {
    return refusedAtTheDoor(error);
  }
  try {
    const envelope = { from: mail.from.address, to: [mail.to] };
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.send(envelope, content, (error) => (error ? reject(error) : resolve()));
    });
    return { outcome: 'accepted', sid: `mail:${mail.id}:${mail.attempt}`, status: 'sent' };
  } catch (error) {
    return refusedOrLost(error);
  } finally {
    connection.quit();
    connection.on('error', () => connection.close());
  }
}

function compose({ id, to, from, subject, text }: Mail): Promise<Buffer> {
  const host = from.address.split('@')[1] ?? 'localhost';
  return new MailComposer({
    messageId: `<${id}@${host}>`,
    from,
    to,
    subject,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build();
}

type Login = ReturnType<typeof parseConnectionUrl>['auth'];

async function connected(connection: SMTPConnection, auth: Login): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (!auth) return;
  const { user, pass } = auth as { user: string; pass: string };
  await new Promise<void>((resolve, reject) => {
    connection.login({ credentials: { user, pass } }, (error) => (error ? reject(error) : resolve()));
  });
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
const codeOf = (error: unknown) => (error as { responseCode?: number }).responseCode;

function refusedAtTheDoor(error: unknown): SendResult {
  const known = codeOf(error) !== undefined || (error as { code?: string }).code === 'EAUTH';
  return known
    ? { outcome: 'refused', code: mailTrouble, message: wordsOf(error) }
    : { outcome: 'not_reached', message: wordsOf(error) };
}

function refusedOrLost(error: unknown): SendResult {
  const code = codeOf(error);
  const message = wordsOf(error);
  if (code === undefined) return { outcome: 'refused', code: mailUnanswered, message };
  return { outcome: 'refused', code: code >= 500 ? mailRefused : mailTrouble, message };
}

import 'server-only';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { parseConnectionUrl } from 'nodemailer/lib/shared/index.js';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { createElement } from 'react';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { mailDeferred, mailRefused, mailUnanswered } from '../own-codes';
import type { SendResult } from '../twilio/client';
import { MailPage } from './mail-page';

export type Mail = {
  /** Our own id of the message; the same one never makes a second Message-ID. */
  id: string;
  attempt: number;
  to: string;
  from: { name: string; address: string };
  subject: string;
  /** Its words; what a reader with looks gets besides is drawn of them. */
  text: string;
  files?: readonly { name: string; type: string; bytes: Buffer }[];
};

/** Who mail comes from, or undefined where no mail server or no address is set up. */
export function mailSender(company: { name: string; email: string | null }): Mail['from'] | undefined {
  const { SMTP_URL, MAIL_FROM } = env();
  const address = MAIL_FROM ?? company.email;
  return SMTP_URL && address ? { name: company.name, address } : undefined;
}

/** Three steps have to end before the claim of the row counts as a dead process's, after 30 s. */
const stepMs = 8000;
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
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
  });
  // Without a listener of its own a late fault of the socket would end the process.
  connection.on('error', (error) => log.info({ error }, 'a mail server’s connection failed'));
  try {
    await connected(connection, options.auth);
  } catch (error) {
    connection.close();
    return refusedAtTheDoor(error);
  }
  try {
    await handOver(connection, mail, content);
    connection.quit();
    return { outcome: 'accepted', sid: `mail:${mail.id}:${mail.attempt}`, status: 'sent' };
  } catch (error) {
    connection.close();
    return refusedOrLost(error);
  }
}

async function compose({ id, to, from, subject, text, files = [] }: Mail): Promise<Buffer> {
  const host = from.address.split('@')[1] ?? 'localhost';
  const html = await drawMail({ from: from.name, text });
  return new MailComposer({
    messageId: `<${id}@${host}>`,
    from,
    to,
    subject,
    text,
    ...(html !== undefined && { html }),
    attachments: files.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: bytes,
    })),
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build();
}

type Login = ReturnType<typeof parseConnectionUrl>['auth'];

/** Runs one step of the conversation; a fault of the connection or silence ends it too. */
function step(
  connection: SMTPConnection,
  start: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => done(new Error(`No answer in ${stepMs} ms`)), stepMs);
    const done = (error?: Error | null) => {
      clearTimeout(silence);
      connection.off('error', done);
      if (error) reject(error);
      else resolve();
    };
    connection.once('error', done);
    start(done);
  });
}

async function connected(connection: SMTPConnection, auth: Login): Promise<void> {
  await step(connection, (done) => connection.connect(done));
  if (!auth) return;
  const { user, pass } = auth as { user: string; pass: string };
  await step(connection, (done) => connection.login({ credentials: { user, pass } }, done));
}

function handOver(connection: SMTPConnection, { from, to }: Mail, content: Buffer): Promise<void> {
  const envelope = { from: from.address, to: [to] };
  return step(connection, (done) => connection.send(envelope, content, done));
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
const codeOf = (error: unknown) => (error as { responseCode?: number }).responseCode;

function refusedAtTheDoor(error: unknown): SendResult {
  const known = codeOf(error) !== undefined || (error as { code?: string }).code === 'EAUTH';
  return known
    ? { outcome: 'refused', code: mailDeferred, message: wordsOf(error) }
    : { outcome: 'not_reached', message: wordsOf(error) };
}

function refusedOrLost(error: unknown): SendResult {
  const code = codeOf(error);
  const message = wordsOf(error);
  if (code === undefined) return { outcome: 'refused', code: mailUnanswered, message };
  return { outcome: 'refused', code: code >= 500 ? mailRefused : mailDeferred, message };
}

/**
 * A mail's words as HTML beside its text. Undefined where it can't be drawn: a mail goes without its looks rather than not
 * at all.
 */
async function drawMail(said: { from: string; text: string }): Promise<string | undefined> {
  try {
    // Loaded when the first mail is sent, and never bundled: it brings the renderer that Next keeps from server code.
    const { render } = await import('@react-email/render');
    return await render(createElement(MailPage, said));
  } catch (error) {
    log.error({ error }, 'a mail’s page could not be drawn');
    return undefined;
  }
}

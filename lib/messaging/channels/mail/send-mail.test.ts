import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '@/db/embedded/ports';
import { forgetEnv } from '@/lib/platform/env';
import { startProvider, type TestProvider } from '../../testing/provider';
import { mailDeferred, mailRefused, mailUnanswered } from '../own-codes';
import { type Mail, mailSender, sendMail } from './send-mail';

let provider: TestProvider;
let server: string | undefined;
beforeAll(async () => {
  provider = await startProvider({}, { mail: true });
  server = process.env.SMTP_URL;
});
afterAll(() => provider.close());
afterEach(async () => {
  useServer(server);
  await provider.control('reset', {});
});

function useServer(url: string | undefined): void {
  if (url) process.env.SMTP_URL = url;
  else delete process.env.SMTP_URL;
  forgetEnv();
}

const mail: Mail = {
  id: '0198c1f2-0000-7000-8000-000000000001',
  attempt: 1,
  to: 'ama@example.com',
  from: { name: 'Akwaaba “Catering”, Accra', address: 'office@akwaaba.test' },
  subject: 'Mensah wedding kɔɔ sɛn?',
  text: 'Agoo Ama,\n\n.starts with a point\nhttps://cater.test/f/abc',
};

test('a mail arrives as it was written, with an id of its own', async () => {
  expect(await sendMail(mail)).toEqual({ outcome: 'accepted', sid: `mail:${mail.id}:1`, status: 'sent' });
  const { mails } = await provider.control<{ mails: Record<string, unknown>[] }>('mails');
  expect(mails).toMatchObject([
    {
      from: mail.from.address,
      to: [mail.to],
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@akwaaba.test>`,
    },
  ]);
});

test('its words are a page, too, with nothing in it but what was written, and files hang on it', async () => {
  const text = 'Agoo <b>Ama</b>,\n\n- Rice: 4 & more\n- Fish\n\nhttps://cater.test/f/abc?x=1.';
  const bytes = Buffer.from('%PDF-1.7 bytes \u0000\u00ff', 'latin1');
  await sendMail({ ...mail, text, files: [{ name: 'report.pdf', type: 'application/pdf', bytes }] });
  const { mails } = await provider.control<{ mails: Received[] }>('mails');
  const [received] = mails;
  expect(received?.text).toBe(text);
  expect(received?.html).toContain('Agoo &lt;b&gt;Ama&lt;/b&gt;');
  expect(received?.html).toMatch(/<li[^>]*>Rice: 4 &amp; more<\/li>/);
  expect(received?.html).toMatch(/<a href="https:\/\/cater\.test\/f\/abc\?x=1"[^>]*>[^<]*<\/a>/);
  expect(received?.html).not.toMatch(/<script|<img|src=/);
  expect(received?.files).toEqual([
    { name: 'report.pdf', type: 'application/pdf', size: bytes.length, content: bytes.toString('base64') },
  ]);
});
type Received = { text: string; html: string; files: Record<string, unknown>[] };

test('lines hidden in a name or subject make no headers and no second recipient', async () => {
  const hostile = 'Ama\r\nBcc: everyone@example.com\r\n\r\nHello';
  await sendMail({ ...mail, subject: hostile, from: { ...mail.from, name: hostile } });
  const { mails } = await provider.control<{ mails: { to: string[]; text: string }[] }>('mails');
  expect(mails).toMatchObject([{ to: [mail.to], text: mail.text }]);
});

test.each([
  ['mailRefused', mailRefused],
  ['mailDropped', mailUnanswered],
])('%s counts as refused with %i', async (kind, code) => {
  await provider.control('faults', { kind, next: 1 });
  expect(await sendMail(mail)).toMatchObject({ outcome: 'refused', code });
});

test('a server that isn’t there was certainly not reached', async () => {
  useServer(`smtp://127.0.0.1:${await findFreePort()}`);
  expect(await sendMail(mail)).toMatchObject({ outcome: 'not_reached' });
});

test('a server that is busy, or knows no such login, is trouble to try again after', async () => {
  const busy = createServer((socket) => socket.end('421 4.3.2 try later\r\n'));
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const { port } = busy.address() as { port: number };
  useServer(`smtp://127.0.0.1:${port}`);
  expect(await sendMail(mail)).toMatchObject({ outcome: 'refused', code: mailDeferred });
  await new Promise((resolve) => busy.close(resolve));
  useServer(server?.replace('smtp://', 'smtp://someone:wrong@'));
  expect(await sendMail(mail)).toMatchObject({ outcome: 'refused', code: mailDeferred });
});

test('mail is sent only where a server and an address are set up', () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  expect(mailSender({ name: 'Akwaaba', email: null })).toBeUndefined();
  expect(mailSender({ name: 'Akwaaba', email: 'a@b.test' })).toEqual({
    name: 'Akwaaba',
    address: 'a@b.test',
  });
  useServer(undefined);
  expect(mailSender({ name: 'Akwaaba', email: 'a@b.test' })).toBeUndefined();
});

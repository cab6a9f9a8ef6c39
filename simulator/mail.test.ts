import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMail } from './mailbox';
import { startTestSimulator, type TestSimulator } from './testing';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ mailPort: 0 });
});
afterAll(() => simulator.close());

/** Says each line after the answer to the one before; gives all answers once the server has hung up. */
function talk(lines: string[]): Promise<string> {
  const { hostname, port } = new URL(simulator.mailUrl ?? '');
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    const left = [...lines];
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      heard += text;
      const next = left.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}

const envelope = ['EHLO test', 'MAIL FROM:<office@cater.test>', 'RCPT TO:<ama@example.com>', 'DATA'];

test('a mail is kept and can be read over the control API', async () => {
  const content =
    'Subject: =?UTF-8?Q?=C9=9Bk=C9=94=C9=94_s=C9=9Bn=3F?=\r\nMessage-ID: <1@cater.test>\r\n\r\nHello\r\n..dot\r\n.';
  const heard = await talk([...envelope, content, 'QUIT']);
  expect(heard.split('\r\n').map((line) => line.slice(0, 3))).toEqual(
    expect.arrayContaining(['220', '250', '354', '221']),
  );
  const { body } = await simulator.control('GET', 'mails?to=AMA@example.com');
  expect(body.mails).toMatchObject([
    { from: 'office@cater.test', to: ['ama@example.com'], subject: 'ɛkɔɔ sɛn?', text: 'Hello\n.dot' },
  ]);
  expect((await simulator.control('GET', 'mails?to=other@example.com')).body.mails).toEqual([]);
});

test('it refuses a mailbox or hangs up after the content when told to', async () => {
  await simulator.control('POST', 'reset');
  await simulator.control('POST', 'faults', { kind: 'mailRefused', next: 1 });
  expect(await talk([...envelope, 'QUIT'])).toContain('550');
  await simulator.control('POST', 'faults', { kind: 'mailDropped', next: 1 });
  expect(await talk([...envelope, 'Subject: x\r\n\r\nHi\r\n.'])).not.toContain('kept');
  expect((await simulator.control('GET', 'mails')).body.mails).toHaveLength(1);
});

test.each([
  ['quoted-printable', 'W=C9=94 =\r\nha'],
  ['base64', 'V8mUIGhh'],
])('%s content is read', (encoding, body) => {
  expect(readMail(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`).text).toBe('Wɔ ha');
});

test('a phone without WhatsApp gets SMS only, and answers by SMS', async () => {
  const contact = '+233241110001';
  await simulator.control('POST', 'contacts', { address: contact, lacksWhatsApp: true });
  await simulator.control('POST', 'inbound', { from: contact, body: 'opens the session', deliver: false });
  await simulator.create({ To: `whatsapp:${contact}`, Body: 'Hello' });
  await simulator.create({ From: '+14155238886', To: contact, Body: 'By SMS' });
  await simulator.create({ From: 'Akwaaba', To: contact, Body: 'By name' });
  const mixed = await simulator.create({ To: contact, Body: 'From WhatsApp to SMS' });
  expect(mixed).toMatchObject({ status: 400, body: { code: 21910 } });
  await simulator.idle();
  const [whatsapp, sms, named] = (await simulator.messages(`?contact=${encodeURIComponent(contact)}`)).filter(
    (message) => message.direction !== 'inbound',
  );
  expect(whatsapp).toMatchObject({ status: 'undelivered', errorCode: 63024 });
  expect(sms).toMatchObject({ channel: 'sms', status: 'delivered' });
  expect(named).toMatchObject({ from: 'Akwaaba', status: 'delivered' });
  await simulator.control('POST', 'inbound', { from: contact, body: '5', channel: 'sms', deliver: false });
  const answer = (await simulator.messages(`?contact=${encodeURIComponent(contact)}`)).at(-1);
  expect(answer).toMatchObject({ channel: 'sms', from: contact, to: 'Akwaaba' });
});

test('a mail of several parts has its words, its page and its files', () => {
  const raw = [
    'Subject: Report',
    'Content-Type: multipart/mixed; boundary="out"',
    '',
    '--out',
    'Content-Type: multipart/alternative;',
    ' boundary=in',
    '',
    '--in',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello',
    '--in',
    'Content-Type: text/html',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p class=3D"a">Hello</p>',
    '--in--',
    '--out',
    'Content-Type: application/pdf; name=report.pdf',
    'Content-Disposition: attachment; filename=report.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBE',
    'Ri0=',
    '--out--',
  ].join('\r\n');
  expect(readMail(raw)).toMatchObject({
    subject: 'Report',
    text: 'Hello',
    html: '<p class="a">Hello</p>',
    files: [{ name: 'report.pdf', type: 'application/pdf', size: 5, content: 'JVBERi0=' }],
  });
});

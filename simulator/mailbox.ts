import { randomUUID } from 'node:crypto';

/** A mail that arrived, readable. `at` is milliseconds on the simulator's clock. */
export interface Mail {
  id: string;
  at: number;
  from: string;
  to: string[];
  subject: string;
  messageId: string;
  text: string;
}

const mostKept = 500;

/** The mails of all people, newest last; only the last hundreds stay. */
export class Mailbox {
  private readonly kept: Mail[] = [];
  private readonly listeners = new Set<(mail: Mail) => void>();

  add(raw: string, given: { from: string; to: string[]; at: number }): Mail {
    const mail = { id: randomUUID(), ...given, ...readMail(raw) };
    this.kept.push(mail);
    if (this.kept.length > mostKept) this.kept.shift();
    for (const listener of this.listeners) listener(mail);
    return mail;
  }

  /** All mails, or those to one address. */
  list(to?: string): Mail[] {
    const wanted = to?.toLowerCase();
    return this.kept.filter((mail) => !wanted || mail.to.some((one) => one.toLowerCase() === wanted));
  }

  listen(listener: (mail: Mail) => void): void {
    this.listeners.add(listener);
  }

  clear(): void {
    this.kept.length = 0;
  }
}

/** Subject, id and words of a mail of one text part; other parts stay as they came. */
export function readMail(raw: string): { subject: string; messageId: string; text: string } {
  const at = raw.indexOf('\r\n\r\n');
  const head = at < 0 ? raw : raw.slice(0, at);
  const body = at < 0 ? '' : raw.slice(at + 4);
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    messageId: headers.get('message-id') ?? '',
    text: decodeBody(body, encoding).replace(/\r\n/g, '\n').trimEnd(),
  };
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes = Buffer.from(body, 'latin1').toString('utf8');
  return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : bytes;
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words of a header, RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, form: string, word: string) =>
      form.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeQuoted(word.replaceAll('_', ' ')),
    );
}

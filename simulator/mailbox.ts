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
  /** The same as a page, where the mail has one. */
  html?: string;
  files: MailFile[];
}

/** What hangs on a mail; its bytes as base64. */
export interface MailFile {
  name: string;
  type: string;
  size: number;
  content: string;
}

const mostKept = 500;
/** So many of the newest keep the bytes of their files. */
const mostFiles = 30;

/** The mails of all people, newest last; only the last hundreds stay. */
export class Mailbox {
  private readonly kept: Mail[] = [];
  private readonly listeners = new Set<(mail: Mail) => void>();

  add(raw: string, given: { from: string; to: string[]; at: number }): Mail {
    const mail = { id: randomUUID(), ...given, ...readMail(raw) };
    this.kept.push(mail);
    if (this.kept.length > mostKept) this.kept.shift();
    for (const file of this.kept.at(-mostFiles - 1)?.files ?? []) file.content = '';
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

type Read = Pick<Mail, 'subject' | 'messageId' | 'text' | 'html' | 'files'>;

/** Subject, id, words and files of a mail, of one part or of several. */
export function readMail(raw: string): Read {
  const { headers } = readPart(raw);
  const parts = partsOf(raw);
  const page = parts.find(({ type, name }) => type === 'text/html' && !name);
  const words =
    parts.find(({ type, name }) => type.startsWith('text/') && type !== 'text/html' && !name) ?? page;
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    messageId: headers.get('message-id') ?? '',
    text: words ? textOf(words) : '',
    ...(page && { html: textOf(page) }),
    files: parts
      .filter(({ name }) => name)
      .map(({ name, type, body, encoding }) => {
        const bytes = Buffer.from(body, encoding === 'base64' ? 'base64' : 'latin1');
        return { name, type, size: bytes.length, content: bytes.toString('base64') };
      }),
  };
}

type Part = { headers: Map<string, string>; body: string; type: string; encoding: string; name: string };

function readPart(raw: string): Part {
  const at = raw.startsWith('\r\n') ? 0 : raw.indexOf('\r\n\r\n');
  const head = at < 0 ? raw : raw.slice(0, at);
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  return {
    headers,
    body: at < 0 ? '' : raw.slice(at + (raw.startsWith('\r\n') ? 2 : 4)),
    type: (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '',
    encoding: headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit',
    name: parameter(headers.get('content-disposition'), 'filename') ?? '',
  };
}

const parameter = (header: string | undefined, name: string) =>
  new RegExp(`(?:^|[;\\s])${name}="?([^";]+)"?`, 'i').exec(header ?? '')?.[1];

/** The parts that hold something, however they lie in each other. */
function partsOf(raw: string): Part[] {
  const part = readPart(raw);
  const boundary = parameter(part.headers.get('content-type'), 'boundary');
  if (!part.type.startsWith('multipart/') || !boundary) return [part];
  return `\r\n${part.body}`
    .split(`\r\n--${boundary}`)
    .slice(1)
    .filter((inner) => !inner.startsWith('--'))
    .flatMap((inner) => partsOf(inner.replace(/^[ \t]*\r\n/, '')));
}

const textOf = ({ body, encoding }: Part) => decodeBody(body, encoding).replace(/\r\n/g, '\n').trimEnd();

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

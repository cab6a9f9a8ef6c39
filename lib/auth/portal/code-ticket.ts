import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { keyed } from '../keyed-hash';
import { ownCookie } from '../own-cookie';

/** Minutes that a code works, and that whoever proved it has to choose. */
export const codeMinutes = 10;

/** Six figures, each as likely as any other. */
export const newCode = (): string => randomInt(1_000_000).toString().padStart(6, '0');

/** What the database keeps of a code: nothing that can be tried without this installation's key. */
export const codeHash = (id: string, code: string): string =>
  createHash('sha256')
    .update(keyed('portal code', `${id}\n${code}`))
    .digest('hex');

/** Where a browser keeps its ticket. */
export const ticketCookie = () => ownCookie('cater-code');

const seal = (body: string) => keyed('portal ticket', body);

/** What the browser that asked for a code keeps: which code it asked for, whether or not there is one. */
export function writeTicket(id: string, at: Date): string {
  const body = `${id}.${Math.floor(at.getTime() / 1000 + 2 * codeMinutes * 60).toString(36)}`;
  return `${body}.${seal(body)}`;
}

/** The code that a ticket of ours asks for; undefined for one that somebody wrote, or of long ago. */
export function readTicket(ticket: string | undefined, at: Date): string | undefined {
  const parts = /^(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{1,10}))\.([\w-]{43})$/.exec(
    ticket ?? '',
  );
  if (!parts) return undefined;
  const [, body = '', id, until = '', given = ''] = parts;
  if (!timingSafeEqual(Buffer.from(seal(body)), Buffer.from(given))) return undefined;
  return at.getTime() < Number.parseInt(until, 36) * 1000 ? id : undefined;
}

import 'server-only';
import { readAs } from '@/db/session';
import type { Letterhead } from '../document';
import { askLetterhead, tellLetterhead } from './queries';

/** Whose paper or page a link was for: how they are reached, and the language that they write in. */
export type Sender = Pick<Letterhead, 'name' | 'phone' | 'email' | 'language'>;

/** The company of a link; undefined where the link tells of none. */
export async function readSender(companyId: string | undefined): Promise<Sender | undefined> {
  if (!companyId) return undefined;
  const actor = { role: 'system', companyId, name: 'public page' } as const;
  const [[found]] = await readAs(actor, (tx) => [askLetterhead(tx)] as const);
  if (!found) return undefined;
  const { name, phone, email, language } = tellLetterhead(found);
  return { name, phone, email, language };
}

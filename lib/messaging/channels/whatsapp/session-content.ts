import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { TemplateButton } from '@/db/schema/messaging';
import { sessionContents } from '@/db/schema/session-contents';
import { actAs } from '@/db/session';
import { type ContentDraft, createContent, type TwilioAccount } from '../twilio/client';

type Spoken = { body: string; buttons: TemplateButton[]; language: string };

/** WhatsApp shows at most 3 buttons under a session message; more choices become a list. */
const mostButtons = 3;
const mostListed = 10;
const openList: Record<string, string> = { fr: 'Choisir', en: 'Choose', tw: 'Yi baako' };

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The content that shows a text with choices. One with line breaks can't be a variable and is written out. */
export function contentDraft({ body, buttons, language }: Spoken): {
  draft: ContentDraft;
  variables: Record<string, string>;
} {
  const plain = !/[\n\t]| {5}/.test(body) && body.trim() !== '';
  const text = plain ? '{{1}}' : body;
  const types: ContentDraft['types'] =
    buttons.length <= mostButtons
      ? {
          'twilio/quick-reply': {
            body: text,
            actions: buttons.map(({ id, title }) => ({ type: 'QUICK_REPLY', title: cut(title, 20), id })),
          },
        }
      : {
          'twilio/list-picker': {
            body: text,
            button: openList[language] ?? 'Choose',
            items: buttons.slice(0, mostListed).map(({ id, title }) => ({ item: cut(title, 24), id })),
          },
        };
  const draft = { friendlyName: `session_${language}`, language: language === 'fr' ? 'fr' : 'en', types };
  return { draft: { ...draft, variables: plain ? { 1: '…' } : {} }, variables: plain ? { 1: body } : {} };
}

/**
 * The ContentSid for a text with choices within a session, made at the provider once per set of choices.
 * Throws ProviderError or WireError when it can't be made.
 */
export async function ensureSessionContent(
  companyId: string,
  account: TwilioAccount,
  spoken: Spoken,
): Promise<{ contentSid: string; contentVariables: Record<string, string> }> {
  const { draft, variables } = contentDraft(spoken);
  const digest = createHash('sha256')
    .update(JSON.stringify([draft.language, draft.types]))
    .digest('hex');
  const system = { role: 'system', companyId, name: 'whatsapp delivery' } as const;
  const { accountSid } = account;
  const known = await actAs(system, (tx) =>
    tx
      .select({ contentSid: sessionContents.contentSid })
      .from(sessionContents)
      .where(and(eq(sessionContents.accountSid, accountSid), eq(sessionContents.digest, digest))),
  );
  if (known[0]) return { contentSid: known[0].contentSid, contentVariables: variables };
  const contentSid = await createContent(account, draft);
  await actAs(system, (tx) =>
    tx.insert(sessionContents).values({ companyId, accountSid, digest, contentSid }).onConflictDoNothing(),
  );
  return { contentSid, contentVariables: variables };
}

import 'server-only';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import {
  type ContentDraft,
  createContent,
  fetchApproval,
  submitForApproval,
  type TwilioAccount,
} from '../channels/twilio/client';
import { defaultTemplates } from './defaults/all';
import { readApproval } from './template-approval';
import { checkTemplate } from './template-rules';
import { putInUse } from './template-versions';

type TemplateRow = typeof templates.$inferSelect;

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'template registry' }) as const;

/** Writes the default wordings of all purposes and languages that a company lacks; keeps what it has. */
export async function addDefaultTemplates(companyId: string): Promise<number> {
  const made = await actAs(systemOf(companyId), (tx) =>
    tx
      .insert(templates)
      .values(defaultTemplates().map((draft) => ({ ...draft, companyId })))
      .onConflictDoNothing({
        target: [templates.companyId, templates.purpose, templates.language],
        where: sql`active`,
      })
      .returning({ id: templates.id }),
  );
  return made.length;
}

/** WhatsApp knows no Twi: a Twi wording is registered under English, and only our registry knows better. */
const providerLanguage = { en: 'en', fr: 'fr', tw: 'en' } as const;

/** Of messages with a code only this much is ours to say; WhatsApp puts the words and a button that copies the code. */
const signInCode = {
  add_security_recommendation: true,
  code_expiration_minutes: 10,
  actions: [{ type: 'COPY_CODE', copy_code_text: 'Copy code' }],
};

/** The content that the provider keeps of a template. */
export function contentOf(
  template: Pick<
    TemplateRow,
    'name' | 'body' | 'language' | 'variables' | 'samples' | 'buttons' | 'category'
  >,
): ContentDraft {
  const { name, body, language, variables, samples, buttons, category } = template;
  const types: ContentDraft['types'] =
    category === 'authentication'
      ? { 'whatsapp/authentication': signInCode }
      : buttons.length > 0
        ? {
            'twilio/quick-reply': {
              body,
              actions: buttons.map(({ id, title }) => ({ type: 'QUICK_REPLY', title, id })),
            },
          }
        : { 'twilio/text': { body } };
  return {
    friendlyName: name,
    language: providerLanguage[language],
    variables: Object.fromEntries(variables.map((one, index) => [String(index + 1), samples[one] ?? one])),
    types,
  };
}

/**
 * Makes one template at the provider and asks WhatsApp to approve it; a template that has its content already
 * is only asked about. Throws TemplateProblem before anything is sent, ProviderError where Twilio refuses.
 */
export async function submitTemplate(
  companyId: string,
  account: TwilioAccount,
  template: TemplateRow,
  now: Date,
): Promise<void> {
  if (template.category !== 'authentication') checkTemplate(template);
  const contentSid = template.contentSid ?? (await createContent(account, contentOf(template)));
  if (!template.contentSid) {
    // Kept at once: a content without its SID here would be made again.
    await store(companyId, template.id, { contentSid }, now);
  }
  const known = await fetchApproval(account, contentSid);
  const answer =
    known.status === 'unsubmitted'
      ? await submitForApproval(account, {
          contentSid,
          name: `${template.name}_${template.id.slice(-6)}`.toLowerCase().replace(/[^a-z0-9_]/g, '_'),
          category: template.category,
        })
      : known;
  await store(companyId, template.id, { ...readApproval(answer), checkedAt: now }, now);
}

function store(companyId: string, id: string, set: Partial<TemplateRow>, now: Date) {
  return actAs(systemOf(companyId), async (tx) => {
    await tx
      .update(templates)
      .set(set)
      .where(and(eq(templates.companyId, companyId), eq(templates.id, id)));
    if (set.approval === 'approved') await putInUse(tx, { companyId, templateId: id, now });
  });
}

/**
 * Gives every template of a company that the provider doesn't know to it, and stores the ContentSids: what a
 * demo needs before its first message. Returns how many were made.
 */
export async function registerTemplates(
  companyId: string,
  account: TwilioAccount,
  now: Date,
): Promise<number> {
  await addDefaultTemplates(companyId);
  const rows = await actAs(systemOf(companyId), (tx) =>
    tx.select().from(templates).where(eq(templates.companyId, companyId)).orderBy(templates.purpose),
  );
  // A new version is the manager's to submit.
  const missing = rows.filter((row) => row.active && row.contentSid === null);
  for (const row of missing) await submitTemplate(companyId, account, row, now);
  return missing.length;
}

/**
 * A company whose templates WhatsApp knows gets those that a new version of the app brought, submitted like the
 * others; one that has never submitted any is left to its manager. Returns how many were made.
 */
export async function completeTemplates(
  companyId: string,
  account: TwilioAccount,
  now: Date,
): Promise<number> {
  const [known] = await actAs(systemOf(companyId), (tx) =>
    tx
      .select({ id: templates.id })
      .from(templates)
      .where(and(eq(templates.companyId, companyId), isNotNull(templates.contentSid)))
      .limit(1),
  );
  return known ? registerTemplates(companyId, account, now) : 0;
}

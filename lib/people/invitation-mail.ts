import 'server-only';
import { eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { type Actor, actAs } from '@/db/session';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { log } from '@/lib/platform/log';
import { joinAddress } from './screens';

/** Mails an invitation's link, once. Where no mail server is set up or it refuses, the manager still has the link to copy. */
export async function mailInvitation(
  actor: Extract<Actor, { companyId: string }>,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const [company] = await actAs(actor, (tx) =>
    tx
      .select({ name: companies.name, email: companies.email })
      .from(companies)
      .where(eq(companies.id, actor.companyId)),
  );
  const from = company && mailSender(company);
  if (!from) return;
  const result = await sendMail({
    id: `invitation-${id}`,
    attempt: 1,
    to: email,
    from,
    subject: `${company.name} invites you`,
    text: [
      `${company.name} invites you to work with them in Cater. Open this address within 72 hours:`,
      '',
      joinAddress(id),
      '',
      'It works once. If you don’t know why you got this, do nothing.',
    ].join('\n'),
  });
  if (result.outcome !== 'accepted') log.warn({ result, invitation: id }, 'an invitation was not mailed');
}

import 'server-only';
import { eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { type Actor, actAs } from '@/db/session';
import { portalLogin } from '@/lib/auth/next-address';
import type { Role } from '@/lib/auth/permissions';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { joinAddress } from './screens';

const unknown = 'It works once. If you don’t know why you got this, do nothing.';

const forColleague = (company: string, link: string) => [
  `${company} invites you to work with them in Cater. Open this address within 72 hours:`,
  link,
  unknown,
];

/** A customer needs no password where their caterer knows their phone or mailbox. */
const forClient = (company: string, link: string) => [
  `${company} shows you your events, quotes and invoices. You need no password: give your phone number or e-mail address here, as ${company} knows it, and a code comes to you:`,
  new URL(portalLogin, required('PUBLIC_URL')).href,
  `Or make a login with a password for this address, within 72 hours: ${link}`,
  unknown,
];

/** Mails an invitation's link, once. Where no mail server is set up or it refuses, the manager still has the link to copy. */
export async function mailInvitation(
  actor: Extract<Actor, { companyId: string }>,
  { id, email, role }: { id: string; email: string; role: Role },
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
    text: (role === 'client' ? forClient : forColleague)(company.name, joinAddress(id)).join('\n\n'),
  });
  if (result.outcome !== 'accepted') log.warn({ result, invitation: id }, 'an invitation was not mailed');
}

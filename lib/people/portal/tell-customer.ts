import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { formatDateTime } from '@/lib/platform/format/dates';
import { zoneName } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';
import { deviceWords } from '../device-words';

/**
 * Mails a customer that a browser signed in by a code which never did before. Where the code came on WhatsApp, the mailbox of the
 * record hears of it: whoever has their number by now can't keep it from them.
 */
export async function tellCustomer(
  {
    companyId,
    customerId,
    userAgent,
    at,
  }: {
    companyId: string;
    customerId: string;
    userAgent: string | null;
    at: Date;
  },
  origin: Origin,
): Promise<void> {
  const [found] = await actAs({ role: 'system', companyId, name: 'new device', ...origin }, (tx) =>
    tx
      .select({
        ...{ to: customers.email, name: customers.name },
        ...{ company: companies.name, mail: companies.email, phone: companies.phone },
        ...{ timeZone: companies.timeZone, locale: companies.locale },
      })
      .from(customers)
      .innerJoin(companies, eq(companies.id, customers.companyId))
      .where(eq(customers.id, customerId)),
  );
  const from = found && mailSender({ name: found.company, email: found.mail });
  if (!from || !found.to) return;
  const { to, name, company, phone, timeZone, locale } = found;
  const when = `${formatDateTime(at, { timeZone, locale })}, ${zoneName(timeZone)}`;
  const result = await sendMail({
    ...{ id: `portal-${v7()}`, attempt: 1, to, from },
    subject: `A new device signed in to your events at ${company}`,
    text: [
      `Good day ${name},`,
      `somebody signed in to your events at ${company} with a code: ${deviceWords(userAgent)}, ${when}.`,
      'If that was you, there is nothing to do.',
      `If it wasn’t, tell ${company} at once${phone ? `: ${phone}` : ''}. Your number may be somebody else’s by now.`,
    ].join('\n\n'),
  });
  if (result.outcome !== 'accepted')
    log.warn({ result, customerId }, 'a customer was not told of a new device');
}

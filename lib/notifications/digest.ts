import 'server-only';
import { TZDate } from '@date-fns/tz';
import { and, desc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { alertDigests } from '@/db/schema/notifications';
import { memberships, users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { required } from '@/lib/platform/env';
import { formatDateTime } from '@/lib/platform/format/dates';
import { log } from '@/lib/platform/log';

/** Lines of one mail; the rest is told as a number. */
const mostLines = 25;

/**
 * Sends a company's daily mails that are due at `now` (UTC). A person's day is claimed before the mail is handed
 * over, so that one whose fate is unknown isn't sent again; who has nothing unread gets none that day. Returns how
 * many were sent.
 */
export async function sendDigests(companyId: string, now: Date): Promise<number> {
  const system = { role: 'system', companyId, name: 'digests' } as const;
  const due = await actAs(system, async (tx) => {
    const [company] = await tx.select().from(companies).where(eq(companies.id, companyId));
    const from = company && mailSender(company);
    if (!from) return [];
    const local = new TZDate(now, company.timeZone);
    const today = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
    const people = await tx
      .select({ userId: users.id, to: users.email, name: users.name, role: memberships.role })
      .from(alertDigests)
      .innerJoin(users, and(eq(users.id, alertDigests.userId), isNull(users.disabledAt)))
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.companyId, companyId)))
      .where(
        and(
          lte(alertDigests.hour, local.getHours()),
          or(isNull(alertDigests.toldOn), sql`${alertDigests.toldOn} < ${today}::date`),
        ),
      );
    const mails = [];
    for (const person of people) {
      const claimed = await tx
        .update(alertDigests)
        .set({ toldOn: today })
        .where(
          and(
            eq(alertDigests.userId, person.userId),
            or(isNull(alertDigests.toldOn), sql`${alertDigests.toldOn} < ${today}::date`),
          ),
        )
        .returning({ userId: alertDigests.userId });
      if (claimed.length === 0) continue;
      const unread = await tx
        .select({ title: alerts.title, createdAt: alerts.createdAt })
        .from(alerts)
        .where(
          and(
            isNull(alerts.clearedAt),
            sql`${person.role} = any(${alerts.roles})`,
            sql`not exists (select from alert_reads r where r.alert_id = ${alerts.id} and r.user_id = ${person.userId})`,
          ),
        )
        .orderBy(desc(alerts.createdAt), desc(alerts.id));
      if (unread.length > 0) mails.push({ ...person, from, unread, company });
    }
    return mails;
  });
  let sent = 0;
  for (const { to, name, from, unread, company } of due) {
    const place = { timeZone: company.timeZone, locale: company.locale };
    const lines = unread
      .slice(0, mostLines)
      .map(({ title, createdAt }) => `- ${formatDateTime(createdAt, place)}: ${title}`);
    const more = unread.length > mostLines ? [`… and ${unread.length - mostLines} more.`] : [];
    const result = await sendMail({
      id: v7(),
      attempt: 1,
      to,
      from,
      subject:
        unread.length === 1
          ? `${company.name}: one thing waits for you`
          : `${company.name}: ${unread.length} things wait for you`,
      text: [
        `Good day ${name},`,
        '',
        ...lines,
        ...more,
        '',
        new URL('/notifications', required('PUBLIC_URL')).href,
        '',
        'You chose this daily mail; at that address you can end it.',
      ].join('\n'),
    });
    if (result.outcome === 'accepted') sent += 1;
    else log.warn({ outcome: result.outcome, companyId }, 'a daily mail was not sent');
  }
  return sent;
}

const two = (value: number) => String(value).padStart(2, '0');

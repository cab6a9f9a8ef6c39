import 'server-only';
import { and, desc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { alertDigests } from '@/db/schema/notifications';
import { actAs, type Tx } from '@/db/session';
import { type Identity, visit } from '@/db/visit';
import { heardBy } from '@/lib/alerts/kind';
import { type Mail, mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { tryAgainAt } from '@/lib/messaging/channels/mail/try-again';
import { required } from '@/lib/platform/env';
import { dayKey, formatDateTime } from '@/lib/platform/format/dates';
import { wallClock } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';
import { alertWords, inWords } from './in-words';

/** Lines of one mail; the rest is told as a number. */
const mostLines = 25;

type Company = typeof companies.$inferSelect;
type Day = { company: Company; from: Mail['from']; today: string; hour: number; now: Date };
const system = (companyId: string) => ({ role: 'system', companyId, name: 'digests' }) as const;

/**
 * Sends a company's daily mails that are due at `now` (UTC). A person's day is claimed before the mail is handed over,
 * so that one whose fate is unknown isn't sent again; what no server took is tried again while the day lasts. Who has
 * nothing unread gets none that day. Returns how many were sent.
 */
export async function sendDigests(companyId: string, now: Date): Promise<number> {
  const [company] = await actAs(system(companyId), (tx) =>
    tx.select().from(companies).where(eq(companies.id, companyId)),
  );
  const from = company && mailSender(company);
  if (!from) return 0;
  const { hour } = wallClock(company.timeZone, now.getTime());
  const day: Day = { company, from, today: dayKey(now, company.timeZone), hour, now };
  const due = await actAs(system(companyId), (tx) =>
    tx.select({ userId: alertDigests.userId }).from(alertDigests).where(isDue(day)),
  );
  let sent = 0;
  for (const { userId } of due) if (await sendTo(userId, day)) sent += 1;
  return sent;
}

const isDue = ({ today, hour, now }: Day) =>
  and(
    lte(alertDigests.hour, hour),
    or(isNull(alertDigests.toldOn), sql`${alertDigests.toldOn} < ${today}::date`),
    or(isNull(alertDigests.retryAt), lte(alertDigests.retryAt, now)),
  );

async function sendTo(userId: string, day: Day): Promise<boolean> {
  const { company, today, now } = day;
  const reader = (await visit({ userId, companyId: company.id }))?.identity;
  const mail = await actAs(system(company.id), (tx) => claimMail(tx, { userId, reader }, day));
  if (!mail) return false;
  const result = await sendMail(mail);
  if (result.outcome === 'accepted') return true;
  log.warn({ result, companyId: company.id, userId }, 'a daily mail was not sent');
  const retryAt = tryAgainAt(result, now);
  if (retryAt)
    await actAs(system(company.id), (tx) =>
      tx
        .update(alertDigests)
        .set({ toldOn: null, retryAt })
        .where(and(eq(alertDigests.userId, userId), eq(alertDigests.toldOn, today))),
    );
  return false;
}

/** Takes a person's day and writes their mail; none where somebody else took it, nothing waits for them, or they may see nothing now. */
async function claimMail(
  tx: Tx,
  { userId, reader }: { userId: string; reader: Identity | undefined },
  day: Day,
): Promise<Mail | undefined> {
  const { company, from, today } = day;
  const [claimed] = await tx
    .update(alertDigests)
    .set({ toldOn: today, retryAt: null })
    .where(and(eq(alertDigests.userId, userId), isDue(day)))
    .returning({ userId: alertDigests.userId });
  if (!claimed) return undefined;
  if (!reader || reader.mustSetUp) return undefined;
  const unread = await tx
    .select({ ...alertWords, createdAt: alerts.createdAt, all: sql<number>`(count(*) over ())::int` })
    .from(alerts)
    .where(
      and(
        isNull(alerts.clearedAt),
        sql`${heardBy(reader.role) ?? ''} = any(${alerts.roles})`,
        sql`(${alerts.userId} is null or ${alerts.userId} = ${userId})`,
        sql`not exists (select from alert_reads r where r.alert_id = ${alerts.id} and r.user_id = ${userId})`,
      ),
    )
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(mostLines);
  const count = unread[0]?.all ?? 0;
  if (count === 0) return undefined;
  const lines = unread.map(
    (row) => `- ${formatDateTime(row.createdAt, company)}: ${inWords(row, company).title}`,
  );
  const more = count > mostLines ? [`… and ${count - mostLines} more.`] : [];
  return {
    // One a person and day: a mail server that gets it twice sees one Message-ID.
    id: `digest-${today}-${userId}`,
    attempt: 1,
    to: reader.email,
    from,
    subject: `${company.name}: ${count === 1 ? 'one thing waits' : `${count} things wait`} for you`,
    text: [
      `Good day ${reader.name},`,
      '',
      ...lines,
      ...more,
      '',
      new URL('/notifications', required('PUBLIC_URL')).href,
      '',
      'You chose this daily mail; at that address you can end it.',
    ].join('\n'),
  };
}

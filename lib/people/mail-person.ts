import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from '@/lib/auth/gate';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { env } from '@/lib/platform/env';
import type { Locality } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';

/**
 * Mails somebody of their own login, in the name of their first company. Nobody is written to where there is no mail server, where they
 * have left, or of the demo in production. `text` is its paragraphs, for that company’s clock.
 */
export async function mailPerson(
  { userId }: { userId: string },
  { subject, text }: { subject: string; text: (where: Locality) => readonly string[] },
  origin: Origin,
): Promise<void> {
  const [person] = await actAs(gate('mail of a login', origin), (tx) =>
    tx
      .select({
        ...{ to: users.email, name: users.name },
        ...{ company: companies.name, mail: companies.email },
        ...{ timeZone: companies.timeZone, locale: companies.locale },
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(companies, eq(companies.id, memberships.companyId))
      .where(
        and(
          eq(users.id, userId),
          isNull(users.disabledAt),
          env().CATER_ENV === 'production' ? eq(companies.isDemo, false) : undefined,
        ),
      )
      .orderBy(asc(memberships.createdAt))
      .limit(1),
  );
  const from = person && mailSender({ name: person.company, email: person.mail });
  // Who signs in by a code has no address of their login.
  if (!from || !person.to) return;
  const { to, name, timeZone, locale } = person;
  const result = await sendMail({
    ...{ id: `login-${v7()}`, attempt: 1, to, from, subject },
    text: [`Good day ${name},`, ...text({ timeZone, locale })].join('\n\n'),
  });
  if (result.outcome !== 'accepted')
    log.warn({ result, userId, subject }, 'a mail about a login was not sent');
}

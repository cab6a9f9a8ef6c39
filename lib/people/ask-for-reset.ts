import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { resetMinutes, resetToken } from '@/lib/auth/change-password';
import { accountKey } from '@/lib/auth/device';
import { gate } from '@/lib/auth/gate';
import { countAttempt, sentTo } from '@/lib/auth/rate-limit';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { addressKey } from '@/lib/platform/caller';
import { env, required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

const windowSeconds = 15 * 60;

/**
 * Mails a link for a new password to an address that has a login, as often as `sentTo` allows; to any other
 * nothing. Run it after the answer, so that the answer is the same and takes the same time.
 */
export async function askForReset(email: string, origin: Origin, at: Date): Promise<void> {
  const found = await actAs(gate('password reset', origin), async (tx) => {
    const [to, from] = [accountKey(email), addressKey(origin.ip ?? 'unknown')];
    const limits = [
      { key: `reset-from:${from}`, limit: 20, windowSeconds },
      ...sentTo('reset', { to, from }),
    ];
    for (const limit of limits) if (!(await countAttempt(tx, limit)).allowed) return undefined;
    const [person] = await tx
      .select({
        userId: users.id,
        epoch: users.epoch,
        to: users.email,
        name: users.name,
        company: companies.name,
        mail: companies.email,
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(companies, eq(companies.id, memberships.companyId))
      .where(
        and(
          eq(users.email, email),
          isNull(users.disabledAt),
          env().CATER_ENV === 'production' ? eq(companies.isDemo, false) : undefined,
        ),
      )
      .orderBy(asc(memberships.createdAt))
      .limit(1);
    return person;
  });
  const from = found && mailSender({ name: found.company, email: found.mail });
  if (!from || !found.to) return;
  const result = await sendMail({
    id: `reset-${v7()}`,
    attempt: 1,
    to: found.to,
    from,
    subject: 'Choose a new password',
    text: [
      `Good day ${found.name},`,
      '',
      `somebody asked for a new password for this address. If that was you, open this within ${resetMinutes} minutes:`,
      '',
      new URL(`/reset/${resetToken(found, at)}`, required('PUBLIC_URL')).href,
      '',
      'It works once. If it wasn’t you, do nothing: your password stays as it is.',
    ].join('\n'),
  });
  if (result.outcome !== 'accepted')
    log.warn({ result, userId: found.userId }, 'a reset link was not mailed');
}

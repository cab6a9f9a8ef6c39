import 'server-only';
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { securityEvents } from '@/db/schema/security';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { rolesWith } from '@/lib/auth/permissions';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { env, required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { securityRaised } from './alert-kinds';
import type { Finding } from './rules';
import { sayEvent } from './words';

const graver = { low: 0, medium: 1, high: 2 } as const;

/** What was written of a finding, where it is told to somebody. */
export type Raised = { id: string; finding: Finding; who: string | null };

/**
 * Keeps what was found, each with an alert to the managers; what rests is counted on and told to nobody, unless it has become
 * graver than what was told. Gives what was told. With the rights of the automation.
 */
export async function raiseFindings(
  tx: Tx,
  companyId: string,
  findings: readonly Finding[],
  now: Date,
): Promise<Raised[]> {
  const raised: Raised[] = [];
  if (findings.length === 0) return raised;
  // Two runs at once would both find nothing that rests.
  await tx.execute(sql`select pg_advisory_xact_lock(714199, hashtext(${companyId}))`);
  for (const finding of findings) {
    const { rule, severity, userId, about, quietHours } = finding;
    const [resting] = await tx
      .select({ id: securityEvents.id, severity: securityEvents.severity })
      .from(securityEvents)
      .where(
        and(
          eq(securityEvents.rule, rule),
          userId === null ? isNull(securityEvents.userId) : eq(securityEvents.userId, userId),
          gt(securityEvents.quietUntil, now),
        ),
      )
      .orderBy(sql`${securityEvents.quietUntil} desc`)
      .limit(1);
    if (resting && graver[resting.severity] >= graver[severity]) {
      await tx
        .update(securityEvents)
        .set({ about, lastAt: now, times: sql`${securityEvents.times} + 1` })
        .where(eq(securityEvents.id, resting.id));
      continue;
    }
    const [made] = await tx
      .insert(securityEvents)
      .values({
        ...{ companyId, rule, severity, userId, about, raisedAt: now, lastAt: now },
        quietUntil: new Date(now.getTime() + quietHours * 3_600_000),
      })
      .returning({ id: securityEvents.id });
    if (!made) continue;
    const [person] = userId
      ? await tx.select({ name: users.name }).from(users).where(eq(users.id, userId))
      : [];
    const who = person?.name ?? null;
    await raiseAlert(tx, securityRaised, { companyId, about: { eventId: made.id, rule, who, ...about } });
    raised.push({ id: made.id, finding, who });
  }
  return raised;
}

/** Mails the managers of what is grave; where there is no mail server, and of the demo in production, nobody is written to. */
export async function mailManagers(companyId: string, raised: readonly Raised[]): Promise<void> {
  const grave = raised.filter(({ finding }) => finding.severity === 'high');
  if (grave.length === 0) return;
  const { company, managers } = await actAs(
    { role: 'system', companyId, name: 'security mail' },
    async (tx) => {
      const [row] = await tx.select().from(companies).where(eq(companies.id, companyId));
      const people = await tx
        .select({ userId: users.id, name: users.name, to: users.email })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(and(inArray(memberships.role, rolesWith('security.read')), isNull(users.disabledAt)));
      return { company: row, managers: people };
    },
  );
  const from = company && mailSender(company);
  if (!from || (company.isDemo && env().CATER_ENV === 'production')) return;
  for (const { userId, name, to } of managers) {
    if (!to) continue;
    const said = grave.map(({ finding, who }) => sayEvent(finding.rule, finding.about, who, company));
    const result = await sendMail({
      ...{ id: `security-${grave[0]?.id}-${userId}`, attempt: 1, to, from },
      subject: `${company.name}: ${said[0]?.title ?? 'look at security'}`,
      text: [
        `Good day ${name},`,
        ...said.map(({ title, detail }) => `${title}. ${detail}`),
        new URL('/settings/security', required('PUBLIC_URL')).href,
      ].join('\n\n'),
    });
    if (result.outcome !== 'accepted')
      log.warn({ result, companyId, userId }, 'a security mail was not sent');
  }
}

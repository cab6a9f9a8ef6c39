import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { installationWell } from '@/lib/alerts/happenings';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { installationTrouble } from '../alert-kinds';
import { type RuleName, ruleOf, sayValue } from './rules';

/** Somebody who runs the installation, and the company of theirs in which they are told. */
export type Operator = {
  userId: string;
  email: string;
  name: string;
  companyId: string;
  companyName: string;
  companyEmail: string | null;
};

/** What changed, at `at`: `value` is what the rule measured. */
export type RuleChange = { rule: RuleName; change: 'raise' | 'end'; value: number; at: Date };

/** Whom to tell. Throws where the database is away. */
export async function listOperators(): Promise<Operator[]> {
  const rows = await actAs({ role: 'runner', name: 'monitoring' }, (tx) =>
    tx.execute<Operator>(sql`select user_id as "userId", email, name, company_id as "companyId",
      company_name as "companyName", company_email as "companyEmail" from operators_to_tell()`),
  );
  return [...rows];
}

/** Tells them at the bell, and where the rule is urgent by mail at once; both say it when it is over. */
export async function tellOperators(operators: readonly Operator[], change: RuleChange): Promise<void> {
  for (const operator of operators) {
    await atTheBell(operator, change);
    if (ruleOf(change.rule).urgent) await byMail(operator, change);
  }
}

function atTheBell({ companyId, userId }: Operator, { rule, change, value }: RuleChange): Promise<void> {
  return actAs({ role: 'system', companyId, name: 'monitoring' }, (tx) =>
    change === 'raise'
      ? raiseAlert(tx, installationTrouble, { companyId, userId, about: { rule, value, userId } })
      : endAlerts(tx, companyId, installationWell(rule)),
  );
}

/** Never throws: a mail server that is away must not keep the rest from being told. */
export async function byMail(operator: Operator, { rule, change, value, at }: RuleChange): Promise<void> {
  const from = mailSender({ name: operator.companyName, email: operator.companyEmail });
  if (!from) return;
  const { label, advice } = ruleOf(rule);
  const said = sayValue(rule, value);
  const result = await sendMail({
    // The same change told twice has one Message-ID.
    id: `monitoring-${rule}-${change}-${at.getTime()}-${operator.userId}`,
    attempt: 1,
    to: operator.email,
    from,
    subject: change === 'raise' ? `Cater: ${label}` : `Cater: over: ${label}`,
    text: [
      `Good day ${operator.name},`,
      '',
      change === 'raise' ? `${label}${said ? `: ${said}` : ''}.` : `It is over: ${label}.`,
      ...(change === 'raise' ? [advice] : []),
      '',
      new URL('/settings/monitoring', required('PUBLIC_URL')).href,
      '',
      'You get this since you run this installation.',
    ].join('\n'),
  });
  if (result.outcome !== 'accepted') log.error({ result, rule }, 'an operator could not be told by mail');
}

import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';

/**
 * Mails whoever asks a few words, so that they see whether the company's mail arrives and from whom. Gives where it went. Throws
 * Refusal with what is missing, or with what the mail server said.
 */
export const sendTestMail = command({
  name: 'send test mail',
  permission: 'settings.write',
  input: z.object({}),
  run: async (actor, _input, { key }) => {
    const { companyId, userId } = actor;
    await mustBeWithin(
      { key: `test-mail:${companyId}`, limit: 10, windowSeconds: 3600 },
      'That is a lot of test mails in an hour. Go on later.',
    );
    const [[company], [me]] = await actAs(actor, (tx) =>
      Promise.all([
        tx
          .select({ name: companies.name, email: companies.email })
          .from(companies)
          .where(eq(companies.id, companyId)),
        tx.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId)),
      ]),
    );
    const from = company && mailSender(company);
    if (!from)
      throw new Refusal(
        'conflict',
        'There is no mail server or no address to send from. Enter the company’s e-mail address, and ask whoever runs the installation for the server.',
      );
    if (!me?.email) throw new Refusal('conflict', 'Your login has no e-mail address to send it to.');
    const sent = await sendMail({
      ...{ id: `test-${key ?? v7()}`, attempt: 1, to: me.email, from },
      subject: `A test mail of ${from.name}`,
      text: `Good day ${me.name},\n\nthis is how mails of ${from.name} arrive. Look at who it is from, and whether it came among the unwanted ones.`,
    });
    await actAs(actor, (tx) =>
      recordAudit(tx, { category: 'activity', action: 'test_mail_sent', detail: { outcome: sent.outcome } }),
    );
    if (sent.outcome === 'accepted') return { to: me.email, from: from.address };
    throw new Refusal('conflict', `The mail server didn’t take it: ${sent.message}`);
  },
});

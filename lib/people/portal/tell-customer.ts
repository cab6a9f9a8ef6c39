import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { noteNewDevice } from '@/lib/auth/portal/new-devices';
import { mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { spokenText } from '@/lib/messaging/templates/defaults/all';
import { formatDateTime } from '@/lib/platform/format/dates';
import { localeFor, zoneName } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';
import { deviceWords } from '../device-words';

/** A session that was just opened in a browser which its person had never signed in with before. */
export type NewSession = { sessionId: string; userAgent: string | null; at: Date };

type SignedIn = NewSession & {
  companyId: string;
  customerId: string;
  /** Whether a code let them in, and nothing else. */
  byCode: boolean;
  /** Whether the address of their login was written to. */
  mailed: boolean;
};

/**
 * Tells a customer that a browser signed in which never did before: by mail where their record has a mailbox, so that
 * whoever has their number by now can't keep it from them; else, or where their login's own mailbox was told, on WhatsApp, as free text
 * within 24 hours of their last message, by a template where they agreed to messages. Their other devices show it in the portal
 * whatever came of that.
 */
export async function tellCustomer(signedIn: SignedIn, origin: Origin): Promise<void> {
  const { companyId, customerId } = signedIn;
  const wasInBefore = await noteNewDevice(signedIn.sessionId, origin);
  const system = { role: 'system', companyId, name: 'new device', ...origin } as const;
  const [found] = await actAs(system, (tx) =>
    tx
      .select({
        ...{
          to: customers.email,
          name: customers.name,
          phone: customers.phone,
          language: customers.language,
        },
        ...{ company: companies.name, mail: companies.email, companyPhone: companies.phone },
        ...{ timeZone: companies.timeZone, locale: companies.locale },
      })
      .from(customers)
      .innerJoin(companies, eq(companies.id, customers.companyId))
      .where(eq(customers.id, customerId)),
  );
  if (!found) return;
  const from = mailSender({ name: found.company, email: found.mail });
  if (from && found.to && !signedIn.mailed) return mailOf({ ...found, to: found.to, from }, signedIn);
  // The code itself came to that number; of a first time there is nothing more to say there.
  if (!found.phone || !wasInBefore) return;
  const { language, company, timeZone } = found;
  const place = { timeZone, locale: localeFor(language, found.locale) };
  const values = {
    ...{ customer: found.name, company, device: deviceWords(signedIn.userAgent) },
    when: `${formatDateTime(signedIn.at, place)}, ${zoneName(timeZone)}`,
  };
  const message = await actAs(system, (tx) =>
    queueMessage(tx, {
      ...{ companyId, customerId, kind: 'new_device', asked: false },
      onceKey: `new-device:${signedIn.sessionId}`,
      text: { body: spokenText('new_device', language, values), values },
      template: { purpose: 'new_device', variables: values },
    }),
  );
  await announce(queuedEvent({ companyId, ...message }));
}

type Mail = {
  to: string;
  from: NonNullable<ReturnType<typeof mailSender>>;
  name: string;
  company: string;
  companyPhone: string | null;
  timeZone: string;
  locale: string;
};

async function mailOf(mail: Mail, { customerId, userAgent, at, byCode }: SignedIn): Promise<void> {
  const { to, from, name, company, companyPhone, timeZone, locale } = mail;
  const when = `${formatDateTime(at, { timeZone, locale })}, ${zoneName(timeZone)}`;
  const result = await sendMail({
    ...{ id: `portal-${v7()}`, attempt: 1, to, from },
    subject: `A new device signed in to your events at ${company}`,
    text: [
      `Good day ${name},`,
      `somebody signed in to your events at ${company}${byCode ? ' with a code' : ''}: ${deviceWords(userAgent)}, ${when}.`,
      'If that was you, there is nothing to do.',
      `If it wasn’t, tell ${company} at once${companyPhone ? `: ${companyPhone}` : ''}.${byCode ? ' Your number may be somebody else’s by now.' : ''}`,
    ].join('\n\n'),
  });
  if (result.outcome !== 'accepted')
    log.warn({ result, customerId }, 'a customer was not told of a new device');
}

import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { closePool } from '../db/client';
import { onlineKeys } from '../db/schema/checkouts';
import { templates } from '../db/schema/messaging';
import { customers } from '../db/schema/people';
import { demoCompanyId } from '../db/seed/demo';
import { actAs } from '../db/session';
import { hookAddress, sealedKey } from '../lib/bookings/money/online/keys';
import { addDefaultTemplates, contentOf } from '../lib/messaging/templates/register-templates';

const actor = { role: 'system', companyId: demoCompanyId, name: 'demo-data' } as const;

/**
 * Gives the simulator what a real account would have by now: the demo company's templates, approved, and the
 * names of its customers' phones, and an account with the payment provider. Runs at every start, since the simulator may have forgotten.
 */
async function prepareDemo(simulator: string): Promise<void> {
  await addDefaultTemplates(demoCompanyId);
  const [rows, people] = await actAs(actor, (tx) =>
    Promise.all([
      tx.select().from(templates),
      tx.select({ name: customers.name, phone: customers.phone }).from(customers),
    ]),
  );
  for (const row of rows) {
    const contentSid = row.contentSid ?? sidOf(`${row.purpose}:${row.language}`);
    const { friendlyName, language, variables, types } = contentOf(row);
    await tell(`${simulator}/control/templates`, {
      sid: contentSid,
      friendlyName,
      language,
      variables,
      types,
    });
    if (row.contentSid) continue;
    await actAs(actor, (tx) =>
      tx
        .update(templates)
        .set({ contentSid, approval: 'approved', checkedAt: new Date() })
        .where(eq(templates.id, row.id)),
    );
  }
  const contacts = people.flatMap(({ name, phone }) =>
    phone ? [{ address: `whatsapp:${phone}`, name }] : [],
  );
  await tell(`${simulator}/control/contacts`, { contacts });
  await takePayments(simulator);
}

/** The demo company's account with the payment provider that the simulator plays; a key of its own for each installation. */
async function takePayments(simulator: string): Promise<void> {
  const secretKey = `sk_test_${createHash('sha256').update(`payments:${process.env.TWILIO_AUTH_TOKEN}`).digest('hex').slice(0, 32)}`;
  const key = { companyId: demoCompanyId, ...sealedKey(secretKey, demoCompanyId) };
  await actAs(actor, (tx) => tx.insert(onlineKeys).values(key).onConflictDoNothing());
  await tell(`${simulator}/control/payments`, { secretKey, webhookUrl: hookAddress(demoCompanyId) });
}

const sidOf = (key: string) => `HX${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;

async function tell(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

await prepareDemo(process.env.TWILIO_API_BASE ?? '');
await closePool();

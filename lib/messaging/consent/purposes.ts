import 'server-only';
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { prepared } from '@/db/prepared';
import { customers } from '@/db/schema/people';
import { purposeConsents, purposeTexts } from '@/db/schema/privacy';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { ownSaidInput, saidInput, wordingInput } from './purpose-schema';
import { currentWording, mayUse, type Purpose } from './purpose-words';

/** All wordings of the company, the newest of each purpose first. */
export const askWordings = prepared((db) =>
  db
    .select({
      ...{ purpose: purposeTexts.purpose, version: purposeTexts.version, words: purposeTexts.words },
      madeAt: purposeTexts.madeAt,
    })
    .from(purposeTexts)
    .orderBy(purposeTexts.purpose, desc(purposeTexts.version))
    .limit(300),
);

/** What a person said about purposes, the newest first; with the records that were merged into theirs. */
export const askSaid = prepared((db) =>
  db
    .select({
      ...{ id: purposeConsents.id, purpose: purposeConsents.purpose, state: purposeConsents.state },
      ...{ version: purposeConsents.version, words: purposeConsents.words, source: purposeConsents.source },
      ...{ reason: purposeConsents.reason, createdAt: purposeConsents.createdAt },
    })
    .from(purposeConsents)
    .where(ofPerson(sql`${sql.placeholder('id')}::uuid`))
    .orderBy(desc(purposeConsents.createdAt), desc(purposeConsents.id))
    .limit(200),
);

/** Of a customer and of the records that were merged into theirs. */
function ofPerson(id: SQL) {
  return or(
    eq(purposeConsents.customerId, id),
    inArray(
      purposeConsents.customerId,
      sql`(select c.id from ${customers} c where c.company_id = ${purposeConsents.companyId} and c.merged_into = ${id})`,
    ),
  );
}

/** Whether something may be done for a purpose, by what the customer last said about it. */
export async function agreedTo(tx: Tx, customerId: string, purpose: Purpose): Promise<boolean> {
  const [newest] = await tx
    .select({ state: purposeConsents.state })
    .from(purposeConsents)
    .where(and(ofPerson(sql`${customerId}::uuid`), eq(purposeConsents.purpose, purpose)))
    .orderBy(desc(purposeConsents.createdAt), desc(purposeConsents.id))
    .limit(1);
  return mayUse(purpose, newest?.state);
}

type Said = {
  companyId: string;
  customerId: string;
  userId: string;
  purpose: Purpose;
  state: 'granted' | 'withdrawn';
};

/** Keeps what was said with the words that hold now. `seen`: the version that was on screen; another one is refused. */
async function keepSaid(
  tx: Tx,
  { purpose: about, ...said }: Said,
  how: { source: 'portal'; seen: number } | { source: 'staff'; reason: string },
) {
  const [customer] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, said.customerId), sql`${customers.anonymisedAt} is null`));
  if (!customer && how.source === 'staff') throw notFound('customer');
  const { version, words } = currentWording(about, await askWordings(tx));
  if (how.source === 'portal' && how.seen !== version && said.state === 'granted')
    throw new Refusal(
      'stale',
      'The wording changed while you were reading. Reload the page and read it once more.',
    );
  await tx.insert(purposeConsents).values({
    ...said,
    ...{ id: v7(), purpose: about, version, words, source: how.source },
    reason: how.source === 'staff' ? how.reason : null,
  });
}

/** Writes down what a customer said about a purpose, with how they said it and who heard it. */
export const recordPurpose = command({
  name: 'record purpose consent',
  permission: 'consents.record',
  input: saidInput,
  output: nothing,
  write: (tx, { reason, ...said }, { companyId, userId }) =>
    keepSaid(tx, { ...said, companyId, userId }, { source: 'staff', reason }),
});

/** A client agrees or takes it back themselves, under the words that they saw. */
export const sayPurpose = command({
  name: 'say purpose consent',
  permission: 'portal.privacy',
  input: ownSaidInput,
  output: nothing,
  write: (tx, { seen, ...said }, { companyId, userId, customerId }) =>
    keepSaid(tx, { ...said, companyId, userId, customerId }, { source: 'portal', seen }),
});

/** Writes a new wording of a purpose; those before it stay with what was agreed under them. Throws `conflict` for a stale one. */
export const writeWording = command({
  name: 'write purpose wording',
  permission: 'privacy.manage',
  input: wordingInput,
  output: nothing,
  write: async (tx, { purpose: about, after, words }, { companyId, userId }) => {
    const now = currentWording(about, await askWordings(tx));
    if (now.words === words) return;
    await tx
      .insert(purposeTexts)
      .values({ companyId, purpose: about, version: after + 1, words, madeBy: userId });
  },
});

import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { codeChannels } from '@/db/enums';
import { signInCodes } from '@/db/schema/sign-in-codes';
import { actAs, type Origin } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { gate } from '../gate';
import { codeHash } from './code-ticket';
import { sharedSenders } from './doors';

/** Keeps what a code is known by, and where it goes; the one that the same browser asked for before ends. */
export async function keepCode(
  {
    code,
    replaces,
    ...row
  }: {
    id: string;
    code: string;
    replaces: string | undefined;
    companyId: string;
    customerId: string;
    channel: (typeof codeChannels)[number];
    address: string;
  },
  origin: Origin,
): Promise<void> {
  const { id, companyId, customerId, channel, address } = row;
  await actAs(gate('portal code', origin), async (tx) => {
    if (replaces)
      await tx
        .update(signInCodes)
        .set({ endedAt: sql`now()` as unknown as Date })
        .where(and(eq(signInCodes.id, replaces), isNull(signInCodes.endedAt)));
    await tx.insert(signInCodes).values({
      ...{ id, companyId, customerId, channel, address },
      codeHash: codeHash(id, code),
      sharedAs: await sharedSenders(tx, companyId),
    });
    await recordAudit(tx, {
      category: 'security',
      action: 'sign_in_code_sent',
      detail: { customerId, channel },
      companyId,
    });
  });
}

import 'server-only';
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { signInCodes } from '@/db/schema/sign-in-codes';
import { actAs, type Origin, type Tx } from '@/db/session';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { addressKey } from '@/lib/platform/caller';
import { databaseError } from '@/lib/platform/errors';
import { gate } from '../gate';
import { findLogin } from '../open-session';
import { writePending } from '../pending-sign-in';
import { countAttempt } from '../rate-limit';
import { asksForStep } from '../sign-in';
import { writeProof } from '../sign-in-proof';
import { codeHash, codeMinutes, readTicket } from './code-ticket';
import { type Door, doorsOf, sharedSenders, withDemo } from './doors';

const windowSeconds = 15 * 60;
/** Wrong codes that the trail keeps one by one in a minute. */
const fold = foldFlood(60);

export type CodeAnswer = { ok: true } | { ok: false; reason: 'wrong' | 'late' | 'too_many' };

/**
 * Whether a code is the one that this browser asked for, now: taken once, of two at the same moment by one of both. Five tries of a
 * code, also where there is none; the same answer for a wrong code and for somebody we don't know.
 */
export async function proveCode(
  { ticket, code }: { ticket: string | undefined; code: string },
  origin: Origin,
  at: Date,
): Promise<CodeAnswer> {
  const id = readTicket(ticket, at);
  if (!id) return { ok: false, reason: 'late' };
  return actAs(gate('portal code', origin), async (tx) => {
    const limits = [
      { key: `portal-try:${id}`, limit: 5, windowSeconds: 2 * windowSeconds },
      { key: `portal-try-from:${addressKey(origin.ip ?? 'unknown')}`, limit: 100, windowSeconds },
    ];
    for (const limit of limits)
      if (!(await countAttempt(tx, limit)).allowed) return { ok: false, reason: 'too_many' };
    const now = sql`now()` as unknown as Date;
    const [proved] = await tx
      .update(signInCodes)
      .set({ provedAt: now, endedAt: now })
      .where(
        and(
          eq(signInCodes.id, id),
          eq(signInCodes.codeHash, codeHash(id, code.replace(/\D/g, ''))),
          isNull(signInCodes.endedAt),
          gt(signInCodes.expiresAt, now),
        ),
      )
      .returning({ id: signInCodes.id });
    if (proved) return { ok: true };
    const kept = fold();
    if (kept) await recordAudit(tx, { category: 'security', action: 'sign_in_code_failed', detail: kept });
    return { ok: false, reason: 'wrong' };
  });
}

type Proved = {
  id: string;
  customerId: string;
  channel: 'whatsapp' | 'email';
  address: string;
  doors: Door[];
};

/** The records that whoever proved a code may open; none where it wasn't, or too long ago. */
export async function openDoors(ticket: string | undefined, origin: Origin, at: Date): Promise<Door[]> {
  const id = readTicket(ticket, at);
  const found = id ? await actAs(gate('portal code', origin), (tx) => findProved(tx, id)) : undefined;
  return found?.doors ?? [];
}

async function findProved(tx: Tx, id: string): Promise<Proved | undefined> {
  const [row] = await tx
    .select({
      companyId: signInCodes.companyId,
      customerId: signInCodes.customerId,
      channel: signInCodes.channel,
      address: signInCodes.address,
      sharedAs: signInCodes.sharedAs,
    })
    .from(signInCodes)
    .where(
      and(
        eq(signInCodes.id, id),
        isNotNull(signInCodes.provedAt),
        isNull(signInCodes.enteredAt),
        sql`${signInCodes.provedAt} > now() - make_interval(mins => ${codeMinutes})`,
      ),
    );
  if (!row) return undefined;
  const { companyId, sharedAs, ...code } = row;
  const doors = await doorsOf(tx, code.channel === 'email' ? 'email' : 'phone', code.address);
  // Whoever changed a sender since may have had an account of their own while the code went out.
  const itsAlone =
    code.channel === 'whatsapp' && (!sharedAs || sharedAs !== (await sharedSenders(tx, companyId)));
  return { id, ...code, doors: doors.filter((door) => !itsAlone || door.companyId === companyId) };
}

export type Entered =
  /** `proof` opens the session. */
  | {
      ok: true;
      proof: string;
      userId: string;
      companyId: string;
      customerId: string;
      channel: string;
      /** Where the code went. */
      address: string;
    }
  | { ok: false; reason: 'choose' }
  | { ok: false; reason: 'late' }
  /** They have a second step, which `pending` begins. */
  | { ok: false; reason: 'second_step'; pending: string };

/**
 * Lets whoever proved a code in: into the one record that it opens, or the chosen one of several. The first time makes their login,
 * which is that record's alone.
 */
export async function enterPortal(
  { ticket, customerId }: { ticket: string | undefined; customerId?: string },
  origin: Origin,
  at: Date,
): Promise<Entered> {
  const id = readTicket(ticket, at);
  if (!id) return { ok: false, reason: 'late' };
  return actAs(gate('portal', origin), async (tx): Promise<Entered> => {
    const proved = await findProved(tx, id);
    if (!proved || proved.doors.length === 0) return { ok: false, reason: 'late' };
    if (!customerId && proved.doors.length > 1) return { ok: false, reason: 'choose' };
    const chosen = proved.doors.find((door) => !customerId || door.customerId === customerId);
    if (!chosen) return { ok: false, reason: 'late' };
    const [entered] = await tx.execute<{ userId: string; companyId: string }>(
      sql`select user_id as "userId", company_id as "companyId"
        from enter_portal(${id}::uuid, ${chosen.customerId}::uuid, ${v7()}::uuid, ${withDemo()})`,
    );
    const login = entered && (await findLogin(tx, entered.userId));
    if (!entered || !login) return { ok: false, reason: 'late' };
    const { userId, companyId } = entered;
    const { epoch, email } = login;
    if (await asksForStep(tx, userId))
      return {
        ok: false,
        reason: 'second_step',
        pending: writePending({ userId, epoch, email: email ?? '', by: 'code' }, at),
      };
    const proof = writeProof({ userId, epoch, companyId, by: 'code' }, at);
    const { channel, address } = proved;
    return { ok: true, proof, userId, companyId, customerId: chosen.customerId, channel, address };
  }).catch((error: unknown) => {
    // It opens nothing any more: entered meanwhile, or the login was closed.
    if (databaseError(error)?.code === 'CT193') return { ok: false, reason: 'late' } as const;
    throw error;
  });
}

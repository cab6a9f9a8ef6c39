import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { memberships, sessions } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { databaseError, Refusal } from '@/lib/platform/errors';
import { gate } from './gate';
import { keyed } from './keyed-hash';
import { mustBeGoodPassword } from './new-password';
import { hashPassword } from './password';
import type { Role } from './permissions';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const gone = 'This invitation was used, replaced or is older than 72 hours. Ask for a new one.';

/** PostgreSQL's codes of the invitation functions, each with a sentence for whoever tried. */
const sentences: Record<string, [Refusal['code'], string]> = {
  '42501': ['forbidden', 'This invitation is for another person. Sign in with the address it was sent to.'],
  CT007: ['not_found', gone],
  CT008: ['conflict', 'This address has a login. Sign in with it, then open the invitation again.'],
};

async function asRefusal<T>(work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    const [code, sentence] = sentences[databaseError(error)?.code ?? ''] ?? [];
    throw code && sentence ? new Refusal(code, sentence) : error;
  });
}

/** The key in an invitation's link. Only its hash is stored; whoever runs this installation can make it again. */
export const invitationToken = (id: string) => keyed('invitation', id);

/** What of it the database keeps, in hex. */
export const invitationHash = (id: string) => hashOf(invitationToken(id));

/** What an invitation that still holds is for; undefined for one that was used, replaced, withdrawn or is too old. */
export async function readInvitation(
  token: string,
  origin: Origin,
): Promise<{ company: string; email: string; role: Role } | undefined> {
  const [found] = await actAs(gate('invitation', origin), (tx) =>
    tx.execute<{ company: string; email: string; role: Role }>(
      sql`select company, email, role from invitation_of(${hashOf(token)})`,
    ),
  );
  return found;
}

/**
 * Makes the invitee a member: `userId` is whoever is signed in with the invited address, in a session of theirs (a code opens no
 * office); `name` and `password` make the login of an address that has none. Gives the company joined. Throws Refusal.
 */
export async function acceptInvitation(
  given: { token: string } & ({ userId: string; sessionId: string } | { name: string; password: string }),
  origin: Origin,
): Promise<{ companyId: string; userId: string }> {
  // Of a link that doesn't hold nothing is reckoned.
  const invitation = await readInvitation(given.token, origin);
  if (!invitation) throw new Refusal('not_found', gone);
  if ('password' in given)
    await mustBeGoodPassword(given.password, { about: [given.name, invitation.email, invitation.company] });
  if ('sessionId' in given && invitation.role !== 'client') await mustNotBeByCode(given.sessionId, origin);
  const userId = 'userId' in given ? given.userId : v7();
  const login =
    'password' in given ? sql`${given.name}, ${await hashPassword(given.password)}` : sql`null, null`;
  const [joined] = await asRefusal(
    actAs(gate('invitation', origin), (tx) =>
      tx.execute<{ company: string }>(
        sql`select accept_invitation(${hashOf(given.token)}, ${userId}::uuid, ${login}) as company`,
      ),
    ),
  );
  return { companyId: joined?.company ?? '', userId };
}

/** A code proves a mailbox or a number, which is enough for one's own events and not for an office. */
async function mustNotBeByCode(sessionId: string, origin: Origin): Promise<void> {
  const [session] = await actAs(gate('invitation', origin), (tx) =>
    tx.select({ openedBy: sessions.openedBy }).from(sessions).where(eq(sessions.id, sessionId)),
  );
  if (session?.openedBy === 'code')
    throw new Refusal(
      'conflict',
      `${opensNoOffice} Sign out, sign in with your password, then open the invitation again.`,
    );
}

const opensNoOffice = 'You signed in by a code, and a code opens no office.';

/** The company that a session works in from now on. Throws Refusal where its person is no member. */
export async function chooseCompany(
  { sessionId, companyId }: { sessionId: string; companyId: string },
  origin: Origin,
): Promise<void> {
  const changed = await actAs(gate('invitation', origin), async (tx) => {
    const [session] = await tx
      .update(sessions)
      .set({ companyId })
      .where(
        and(
          eq(sessions.id, sessionId),
          isNull(sessions.endedAt),
          sql`exists (select from ${memberships} m where m.user_id = ${sessions.userId} and m.company_id = ${companyId}
            and (${sessions.openedBy} <> 'code' or m.role = 'client'))`,
        ),
      )
      .returning({ userId: sessions.userId });
    if (session)
      await recordAudit(tx, {
        category: 'activity',
        action: 'company_chosen',
        detail: { ...session, sessionId },
        companyId,
      });
    return session;
  });
  if (!changed) throw new Refusal('forbidden', await whyNotThere({ sessionId, companyId }, origin));
}

/** Why a session can't work in a company: it is none of its person's, or an office and a code opened the session. */
async function whyNotThere(
  { sessionId, companyId }: { sessionId: string; companyId: string },
  origin: Origin,
): Promise<string> {
  const [member] = await actAs(gate('invitation', origin), (tx) =>
    tx
      .select({ role: memberships.role })
      .from(sessions)
      .innerJoin(
        memberships,
        and(eq(memberships.userId, sessions.userId), eq(memberships.companyId, companyId)),
      )
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
  );
  return member
    ? `${opensNoOffice} Sign out, then sign in with your password.`
    : 'You are not a member of this company.';
}

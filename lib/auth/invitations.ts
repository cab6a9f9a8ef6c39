import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { roles } from '@/db/enums';
import { memberships, sessions } from '@/db/schema/people';
import { type Actor, actAs, type Origin } from '@/db/session';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { hashPassword, longestPassword } from './password';

const invitationInput = z.object({
  email: z.email(),
  role: z.enum(roles),
  customerId: z.uuid().optional(),
});
const gate = (origin: Origin): Actor => ({ role: 'auth', name: 'invitation', ...origin });
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** PostgreSQL's codes of the invitation functions, each with a sentence for whoever tried. */
const sentences: Record<string, [Refusal['code'], string]> = {
  '42501': ['forbidden', 'This invitation is for another person. Sign in with the address it was sent to.'],
  CT007: ['not_found', 'This invitation was used, replaced or is older than 72 hours. Ask for a new one.'],
  CT008: ['conflict', 'This address has a login. Sign in with it, then open the invitation again.'],
  CT009: ['conflict', 'This person is a member already.'],
};

async function asRefusal<T>(work: Promise<T>): Promise<T> {
  return await work.catch((error: { code?: string }) => {
    const [code, sentence] = sentences[error.code ?? ''] ?? [];
    throw code && sentence ? new Refusal(code, sentence) : error;
  });
}

/**
 * Invites an e-mail address into the manager's company; a second invitation replaces the first. The token is
 * for the invitee's link only and holds for 72 hours. Throws Refusal where the person is a member already.
 */
export const inviteMember = command({
  name: 'invite member',
  permission: 'settings.write',
  input: invitationInput,
  run: async (actor, { email, role, customerId }) => {
    const token = randomBytes(32).toString('base64url');
    const [made] = await asRefusal(
      actAs(actor, (tx) =>
        tx.execute<{ until: string }>(
          sql`select invite_member(${v7()}::uuid, ${email}, ${role}, ${hashOf(token)}, ${customerId ?? null}::uuid)::text as until`,
        ),
      ),
    );
    return { token, expiresAt: new Date(made?.until ?? 0) };
  },
});

/**
 * Makes the invitee a member: `userId` is whoever is signed in with the invited address; `name` and `password`
 * make the login of an address that has none. Gives the company joined. Throws Refusal.
 */
export async function acceptInvitation(
  given: { token: string } & ({ userId: string } | { name: string; password: string }),
  origin: Origin,
): Promise<{ companyId: string; userId: string }> {
  if ('password' in given && (given.password.length < 12 || given.password.length > longestPassword))
    throw new Refusal('invalid', 'Choose a password of 12 to 200 characters.', {
      fields: { password: 'Choose 12 to 200 characters.' },
    });
  const userId = 'userId' in given ? given.userId : v7();
  const login =
    'password' in given ? sql`${given.name}, ${await hashPassword(given.password)}` : sql`null, null`;
  const [joined] = await asRefusal(
    actAs(gate(origin), (tx) =>
      tx.execute<{ company: string }>(
        sql`select accept_invitation(${hashOf(given.token)}, ${userId}::uuid, ${login}) as company`,
      ),
    ),
  );
  return { companyId: joined?.company ?? '', userId };
}

/** The company that a session works in from now on. Throws Refusal where its person is no member. */
export async function chooseCompany(
  { sessionId, companyId }: { sessionId: string; companyId: string },
  origin: Origin,
): Promise<void> {
  const changed = await actAs(gate(origin), (tx) =>
    tx
      .update(sessions)
      .set({ companyId })
      .where(
        and(
          eq(sessions.id, sessionId),
          isNull(sessions.endedAt),
          sql`exists (select from ${memberships} m where m.user_id = ${sessions.userId} and m.company_id = ${companyId})`,
        ),
      )
      .returning({ id: sessions.id }),
  );
  if (changed.length === 0) throw new Refusal('forbidden', 'You are not a member of this company.');
}

import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { invitations, memberships } from '@/db/schema/people';
import { invitationHash } from '@/lib/auth/invitations';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { mailInvitation } from './invitation-mail';
import { mailPerson } from './mail-person';
import { invitationInput, invitationRef, personRef, removalInput, roleInput } from './schema';

/**
 * Invites an e-mail address into the manager's company, for 72 hours, and mails the link where there is a mail server.
 * A second invitation of the same address replaces the first. Throws Refusal where the person is a member already.
 */
export const inviteMember = command({
  name: 'invite member',
  permission: 'settings.write',
  input: invitationInput,
  output: z.object({ id: z.uuid(), expiresAt: z.coerce.date() }),
  write: async (tx, { email, role, customerId }) => {
    const id = v7();
    const [made] = await tx.execute<{ until: string }>(
      sql`select invite_member(${id}::uuid, ${email}, ${role}, ${invitationHash(id)}, ${customerId ?? null}::uuid)::text as until`,
    );
    return { id, expiresAt: new Date(made?.until ?? 0) };
  },
  after: ({ id }, actor, { email, role }) => mailInvitation(actor, { id, email, role }),
});

/** Takes an invitation back; its link opens nothing any more. Twice is once. */
export const withdrawInvitation = command({
  name: 'withdraw invitation',
  permission: 'settings.write',
  input: invitationRef,
  output: nothing,
  write: async (tx, { id }, { companyId }) => {
    await tx
      .delete(invitations)
      .where(
        and(eq(invitations.companyId, companyId), eq(invitations.id, id), isNull(invitations.acceptedAt)),
      );
  },
});

/** Gives a member of the office another role, which holds at their next request. Never one's own, never the last manager's. */
export const changeRole = command({
  name: 'change role',
  permission: 'settings.write',
  input: roleInput,
  output: nothing,
  write: async (tx, { userId, role }, { companyId }) => {
    const [changed] = await tx
      .update(memberships)
      .set({ role })
      .where(
        and(
          eq(memberships.companyId, companyId),
          eq(memberships.userId, userId),
          // A client has a customer in the office's place.
          isNull(memberships.customerId),
        ),
      )
      .returning({ userId: memberships.userId });
    if (!changed) throw notFound('person');
  },
});

/**
 * Ends a membership: at their next request the person is outside, and what they had open is the heir's. What they did
 * stays. Throws Refusal for oneself, for the last manager, and where open work has no heir.
 */
export const removeMember = command({
  name: 'remove member',
  permission: 'settings.write',
  input: removalInput,
  output: z.object({ handedOver: z.number() }),
  write: async (tx, { userId, heirId }, { companyId }) => {
    const [open] = await tx.execute<{ things: number }>(
      sql`select things::int as things from open_work() where user_id = ${userId}::uuid`,
    );
    if (open && !heirId)
      throw new Refusal('invalid', 'Choose who takes the open work over.', {
        fields: { heirId: 'Choose who takes the open work over.' },
      });
    const [handed] = heirId
      ? await tx.execute<{ things: number }>(
          sql`select hand_over(${userId}::uuid, ${heirId}::uuid)::int as things`,
        )
      : [];
    const [gone] = await tx
      .delete(memberships)
      .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)))
      .returning({ userId: memberships.userId });
    if (!gone) throw notFound('person');
    return { handedOver: handed?.things ?? 0 };
  },
});

/**
 * Takes the second step from a colleague who lost their phone and their codes: they are signed out everywhere, sign in with their
 * password alone, and are told. Never one's own, never of somebody who works in another company too. Throws Refusal.
 */
export const resetSecondFactor = command({
  name: 'reset second factor',
  permission: 'settings.write',
  input: personRef,
  output: nothing,
  before: requireRecentAuth,
  write: async (tx, { userId }) => {
    const [done] = await tx.execute<{ had: boolean }>(
      sql`select reset_second_factor(${userId}::uuid) as had`,
    );
    if (!done?.had) throw new Refusal('conflict', 'This person has no second step.');
  },
  after: (_done, { requestId, ip }, { userId }) =>
    mailPerson(
      { userId },
      {
        subject: 'Your second step was taken away',
        text: () => [
          'A manager of your company took the second step from your account, so that you can sign in without your phone. You are signed out everywhere.',
          'Sign in with your password and set a new one up in your account. If you didn’t ask for this, tell your manager at once.',
        ],
      },
      { requestId, ip },
    ),
});

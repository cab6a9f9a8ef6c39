import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { invitations, memberships } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { accountKey } from '@/lib/auth/device';
import { invitationHash } from '@/lib/auth/invitations';
import { may } from '@/lib/auth/permissions';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { mailInvitation } from './invitation-mail';
import { mailPerson } from './mail-person';
import { countOf, nobody, type OpenWork } from './open-work';
import { handOverInput, invitationInput, invitationRef, personRef, removalInput, roleInput } from './schema';

/**
 * Invites an e-mail address into the manager's company, for 72 hours, and mails the link where there is a mail server.
 * A second invitation of the same address replaces the first. Throws Refusal where the person is a member already.
 */
export const inviteMember = command({
  name: 'invite member',
  permission: 'settings.write',
  input: invitationInput,
  output: z.object({ id: z.uuid(), expiresAt: z.coerce.date() }),
  before: async (actor, { email }) => {
    await requireRecentAuth(actor);
    await mayMail(actor.companyId, email);
  },
  write: async (tx, { email, role, customerId }, { companyId }) => {
    const id = v7();
    // Of two at the same moment the second replaces the first.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`invitation ${companyId} ${email}`}, 0))`,
    );
    const [made] = await tx.execute<{ until: string }>(
      sql`select invite_member(${id}::uuid, ${email}, ${role}, ${invitationHash(id)}, ${customerId ?? null}::uuid)::text as until`,
    );
    return { id, expiresAt: new Date(made?.until ?? 0) };
  },
  after: ({ id }, actor, { email, role }) => mailInvitation(actor, { id, email, role }),
});

/** Each is a mail in the installation's name: no company floods a mailbox with them, nor many. Throws Refusal. */
async function mayMail(companyId: string, email: string): Promise<void> {
  const hour = 3600;
  await mustBeWithin(
    { key: `invite:${companyId}`, limit: 60, windowSeconds: hour },
    'That is a lot of invitations in an hour. Go on later.',
  );
  await mustBeWithin(
    { key: `invite:${companyId}:${accountKey(email)}`, limit: 5, windowSeconds: 24 * hour },
    'This address was invited five times in a day. Give them the link of the last invitation, or go on tomorrow.',
  );
}

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

/**
 * Gives a member of the office another role, which holds at their next request. Never one's own, never the last manager's, and
 * none that couldn't go on with what they have open. Throws Refusal.
 */
export const changeRole = command({
  name: 'change role',
  permission: 'settings.write',
  input: roleInput,
  output: nothing,
  before: requireRecentAuth,
  write: async (tx, { userId, role }, { companyId }) => {
    if (!may(role, 'enquiries.work')) {
      const { enquiries, cases } = await readOpenWork(tx, userId);
      if (enquiries + cases > 0)
        throw new Refusal(
          'conflict',
          'This role works on no enquiries and cases. Hand over what is open first.',
        );
    }
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

const handed = z.object({ handedOver: z.number() });

/** Gives all that somebody has open to a colleague, or takes it from them where the heir is nobody. Throws Refusal. */
export const handOverWork = command({
  name: 'hand over work',
  permission: 'settings.write',
  input: handOverInput,
  output: handed,
  write: async (tx, { userId, heirId }) => ({ handedOver: await giveWork(tx, userId, heirId) }),
});

/**
 * Ends a membership: at their next request the person is outside, and what they had open is the heir's, or on purpose
 * nobody's. What they did stays. Throws Refusal for oneself, for the last manager, and where it isn't said what becomes of
 * open work.
 */
export const removeMember = command({
  name: 'remove member',
  permission: 'settings.write',
  input: removalInput,
  output: handed,
  before: requireRecentAuth,
  write: async (tx, { userId, heirId }, { companyId }) => {
    const isOpen = countOf(await readOpenWork(tx, userId)) > 0;
    if (isOpen && !heirId)
      throw new Refusal('invalid', 'Choose who takes the open work over.', {
        fields: { heirId: 'Choose who takes the open work over.' },
      });
    const handedOver = heirId ? await giveWork(tx, userId, heirId) : 0;
    const [gone] = await tx
      .delete(memberships)
      .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)))
      .returning({ userId: memberships.userId });
    if (!gone) throw notFound('person');
    return { handedOver };
  },
});

async function readOpenWork(tx: Tx, userId: string): Promise<OpenWork> {
  const [open] = await tx.execute<OpenWork>(
    sql`select enquiries, follow_ups as "followUps", cases, tasks, events from open_work() where user_id = ${userId}::uuid`,
  );
  return open ?? { enquiries: 0, followUps: 0, cases: 0, tasks: 0, events: 0 };
}

/** In one transaction with what follows; each thing's change and the whole are in the trail. */
async function giveWork(tx: Tx, userId: string, heir: string): Promise<number> {
  const work = await readOpenWork(tx, userId);
  const heirId = heir === nobody ? null : heir;
  const [given] = await tx.execute<{ things: number }>(
    sql`select hand_over(${userId}::uuid, ${heirId}::uuid)::int as things`,
  );
  const things = given?.things ?? 0;
  if (things > 0)
    await recordAudit(tx, {
      ...{ category: 'activity', action: 'work_handed_over' },
      detail: { userId, heirId, ...work },
    });
  return things;
}

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

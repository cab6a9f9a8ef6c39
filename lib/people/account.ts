import 'server-only';
import { sql } from 'drizzle-orm';
import { recordAudit } from '@/lib/audit/record-audit';
import { changeOwnPassword } from '@/lib/auth/change-password';
import { command, nothing } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { nameInput, passwordInput, sessionRef } from './schema';

/** One's own name, as colleagues read it. */
export const renameMe = command({
  name: 'rename me',
  permission: 'account.write',
  input: nameInput,
  output: nothing,
  write: async (tx, { name }) => {
    await tx.execute(sql`select set_my_name(${name})`);
  },
});

/** One's own password; every other session of one's own ends. Throws Refusal. */
export const changePassword = command({
  name: 'change password',
  permission: 'account.write',
  input: passwordInput,
  run: async ({ userId, requestId, ip }, input) => changeOwnPassword({ ...input, userId }, { requestId, ip }),
});

const ended = (count: number) =>
  ({ category: 'activity', action: 'sessions_ended', detail: { count } }) as const;

/** Signs one of one's own devices out, at once; somebody else's is none of one's own. */
export const signOutDevice = command({
  name: 'sign out device',
  permission: 'account.write',
  input: sessionRef,
  output: nothing,
  write: async (tx, { id }) => {
    const [done] = await tx.execute<{ n: number }>(sql`select end_my_sessions(${id}::uuid, null)::int as n`);
    if (done?.n) await recordAudit(tx, ended(done.n));
  },
});

/**
 * Says of a device that signed in to the portal that it is one's own, so that no device shows it any more. Only a device that was
 * signed in before it may. Throws Refusal.
 */
export const knowDevice = command({
  name: 'know device',
  permission: 'portal.devices',
  input: sessionRef,
  output: nothing,
  write: async (tx, { id }, { sessionId }) => {
    const [said] = await tx.execute<{ done: boolean }>(
      sql`select know_my_device(${id}::uuid, ${sessionId ?? null}::uuid) as done`,
    );
    if (!said?.done)
      throw new Refusal(
        'conflict',
        'Only a device that was signed in before it can say so. Sign it out if you don’t know it.',
      );
    await recordAudit(tx, { category: 'activity', action: 'device_known', detail: { sessionId: id } });
  },
});

/** Signs all one's own devices out but the one with this session. */
export const signOutOthers = command({
  name: 'sign out others',
  permission: 'account.write',
  input: sessionRef,
  output: nothing,
  write: async (tx, { id }) => {
    const [done] = await tx.execute<{ n: number }>(sql`select end_my_sessions(null, ${id}::uuid)::int as n`);
    if (done?.n) await recordAudit(tx, ended(done.n));
  },
});

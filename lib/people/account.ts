import 'server-only';
import { sql } from 'drizzle-orm';
import { recordAudit } from '@/lib/audit/record';
import { changeOwnPassword } from '@/lib/auth/change-password';
import { command, nothing } from '@/lib/platform/command';
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

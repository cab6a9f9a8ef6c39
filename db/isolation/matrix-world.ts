import { openPool } from '../client';
import { makeBooking } from '../factories/booking';
import { createOwnDatabase } from '../testing/own-database';
import { sealAll } from '../testing/seal-all';
import type { MatrixWorld } from './access-matrix';
import { fillCompany } from './fill-company';

/** Two companies with a row in every table, in a database of their own. Its address becomes the app's. */
export async function makeMatrixWorld(): Promise<MatrixWorld & { end: () => Promise<void> }> {
  const database = await createOwnDatabase();
  process.env.DATABASE_URL = database.databaseUrl;
  const owner = openPool({ url: database.ownerUrl, max: 1 });
  const world = {
    mine: await fillCompany(),
    theirs: await fillCompany(),
    login: openPool({ url: database.databaseUrl, max: 2 }),
  };
  await owner`insert into sessions (id, user_id, epoch, expires_at) select gen_random_uuid(), id, 1, now() from users`;
  for (const { manager } of [world.mine, world.theirs])
    await owner`insert into invitations (id, company_id, email, role, token_hash, invited_by)
      values (gen_random_uuid(), ${manager.companyId}, ${`${manager.userId}@example.test`}, 'staff',
        ${manager.userId.replaceAll('-', '').repeat(2)}, ${manager.userId})`;
  await owner`insert into second_factors (user_id, secret_sealed, last_step, recovery_hashes) select id, 'x', 1, '{}' from users`;
  await owner`insert into passkeys (id, user_id, credential_id, public_key, counter, name)
    select gen_random_uuid(), id, id::text, 'a-key-of-some-kind', 1, 'Phone' from users`;
  await owner`insert into sign_in_codes (id, company_id, customer_id, channel, address, code_hash)
    select gen_random_uuid(), company_id, id, 'whatsapp', '+233241234567', repeat('a', 64) from customers`;
  await owner`insert into rate_limits (key, count, resets_at) values ('test', 1, now())`;
  // Somebody's own tasks are those that name them.
  await owner`update booking_tasks t set assignee_id = m.user_id from memberships m where m.company_id = t.company_id
    and (t.title, m.role) in (('Count the forks', 'kitchen'), ('Count the spoons', 'driver'))`;
  // Figures that are folded, and some that aren't yet.
  await owner`select fold_stats(100000)`;
  await sealAll(owner);
  for (const { id } of [world.mine, world.theirs]) await makeBooking(id, { status: 'confirmed' });
  const [own] = await owner<{ receipts: string[]; feedback: string[] }[]>`select
    array(select distinct receipt_id::text from payments where booking_id = any (${world.mine.clientBookings}::uuid[])) as receipts,
    array(select id::text from feedback where customer_id = ${world.mine.client.customerId}) as feedback`;
  const clientRows = {
    booking_id: world.mine.clientBookings,
    id: own?.receipts ?? [],
    feedback_id: own?.feedback ?? [],
  };
  return {
    ...world,
    mine: { ...world.mine, clientRows },
    owner,
    end: async () => {
      await world.login.end();
      await owner.end();
      await database.drop();
    },
  };
}

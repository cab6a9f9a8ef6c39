import postgres from 'postgres';

type Named = { ownerUrl: string; email: string };

/** Names somebody who signs in with this address as running the installation. False where nobody does. */
export const addOperator = (named: Named): Promise<boolean> =>
  asDefiner(named, async (sql, email) => {
    const [person] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
    if (person) await sql`insert into operators (user_id) values (${person.id}) on conflict do nothing`;
    return person !== undefined;
  });

/** Takes it from them. False where they didn't run it. */
export const removeOperator = (named: Named): Promise<boolean> =>
  asDefiner(named, async (sql, email) => {
    const gone =
      await sql`delete from operators where user_id in (select id from users where email = ${email}) returning user_id`;
    return gone.length > 0;
  });

/** Row rules hold for who owns the tables too; the role of the few functions that see more may write this one. */
async function asDefiner(
  { ownerUrl, email }: Named,
  work: (sql: postgres.TransactionSql, email: string) => Promise<boolean>,
): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return (await sql.begin(async (tx) => {
      await tx`set local role cater_definer`;
      return work(tx, email.trim().toLowerCase());
    })) as boolean;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

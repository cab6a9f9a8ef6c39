import { type Connection, pool } from './client';

export class UnsafeDatabaseRole extends Error {
  override readonly name = 'UnsafeDatabaseRole';
}

type Finding = { login: string; superuser: boolean; bypass: boolean; owns: number; open: string[] };

/**
 * Refuses to go on when the rules of the database wouldn't hold: the login is a superuser, may bypass Row
 * Level Security or inherits the rights of an owner, or a table has it switched off. Throws
 * UnsafeDatabaseRole with what to do.
 */
export async function refuseUnsafeRole(connection: Connection = pool()): Promise<void> {
  const [found] = await connection<Finding[]>`
    select current_user as login, r.rolsuper as superuser, r.rolbypassrls as bypass,
      (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns,
      array(select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)) as open
    from pg_roles r where r.rolname = current_user`;
  if (!found) throw new UnsafeDatabaseRole('The database doesn’t know the login of DATABASE_URL.');
  if (found.superuser || found.bypass) {
    throw new UnsafeDatabaseRole(
      `DATABASE_URL connects as “${found.login}”, which bypasses row rules. Run “npm run db:provision” with DATABASE_OWNER_URL and use the address it prints.`,
    );
  }
  if (found.owns > 0) {
    throw new UnsafeDatabaseRole(
      `DATABASE_URL connects as “${found.login}”, which owns tables. Use the login of “npm run db:provision”.`,
    );
  }
  if (found.open.length > 0) {
    throw new UnsafeDatabaseRole(
      `Row Level Security isn’t forced on ${found.open.join(', ')}. Apply the migrations again.`,
    );
  }
}

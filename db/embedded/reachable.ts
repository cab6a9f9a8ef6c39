import postgres from 'postgres';
import { errorCode, PostgresSetupError } from './setup-error';

const meanings: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'no answer came in time',
  CONNECT_TIMEOUT: 'no answer came in time',
  '28P01': 'the password is wrong',
  '28000': 'the login is refused',
  '3D000': 'there is no such database',
  '53300': 'it has no connection to spare',
};

/**
 * Connects once. Returns where to, without the password. Throws PostgresSetupError with one line that names
 * the variable and the reason.
 */
export async function checkReachable({ url, variable }: { url: string; variable: string }): Promise<string> {
  const where = describeAddress({ url, variable });
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return where;
  } catch (error) {
    const code = errorCode(error) ?? '';
    const reason = meanings[code] ?? (error instanceof Error ? error.message : String(error));
    throw new PostgresSetupError(`The database of ${variable} (${where}) can't be used: ${reason}.`, {
      cause: error,
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function describeAddress({ url, variable }: { url: string; variable: string }): string {
  try {
    const { hostname, port, pathname, protocol } = new URL(url);
    if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new Error('another protocol');
    return `${hostname}:${port || '5432'}${pathname}`;
  } catch {
    throw new PostgresSetupError(
      `${variable} is not an address like postgres://user:password@host:5432/database.`,
    );
  }
}

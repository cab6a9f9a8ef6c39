/** PostgreSQL can't be found, made or started. The message is one line that says what to do. */
export class PostgresSetupError extends Error {
  override readonly name = 'PostgresSetupError';
}

/** The code of a Node or PostgreSQL error (`ENOENT`, `42501`), or undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

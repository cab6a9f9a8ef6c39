import 'server-only';
import { Refusal } from '@/lib/platform/errors';

/**
 * Writes one of several bookings that are written together or not at all; a refusal says which of them it is about, and whether
 * a manager's reason would do.
 */
export async function naming<T>(which: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { fields, override } = error.detail;
    const why = Object.values(fields ?? {})[0] ?? error.message;
    throw new Refusal(error.code, `${which}: ${why} Nothing was changed.`, { ...(override && { override }) });
  }
}

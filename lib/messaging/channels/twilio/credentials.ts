import type { senders } from '@/db/schema/messaging';
import { env } from '@/lib/platform/env';
import type { TwilioAccount } from './client';
import { unseal } from './seal-token';

type SenderKeys = Pick<typeof senders.$inferSelect, 'companyId' | 'accountSid' | 'authTokenSealed'>;

/** The account of the installation's environment, or undefined where none is set. */
export function installationAccount(): TwilioAccount | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env();
  return accountSid && authToken ? { accountSid, authToken } : undefined;
}

/**
 * The account that a sender's messages go through: its own where it has one, else the installation's.
 * Undefined where neither is usable, as after a change of AUTH_SECRET.
 */
export function accountOf(sender: SenderKeys): TwilioAccount | undefined {
  if (!sender.accountSid) return installationAccount();
  const authToken = sender.authTokenSealed ? unseal(sender.authTokenSealed, sender.companyId) : undefined;
  return authToken ? { accountSid: sender.accountSid, authToken } : undefined;
}

import 'server-only';
import { after } from 'next/server';
import { currentOrigin } from '@/lib/auth/origin';
import { log } from '@/lib/platform/log';
import { watchAtOnce } from '@/lib/security/watch';

/** Has security look at a sign-in that just went right or wrong, once the answer is out. */
export async function watchSignIn(email: string, succeeded: boolean, at: Date): Promise<void> {
  const origin = await currentOrigin();
  const seen = { email: email.trim().toLowerCase(), succeeded, now: at };
  after(() =>
    watchAtOnce(seen, origin).catch((error: unknown) =>
      log.error({ error, requestId: origin.requestId }, 'a sign-in was not looked at'),
    ),
  );
}

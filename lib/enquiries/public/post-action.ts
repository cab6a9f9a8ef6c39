'use server';

import { unstable_rethrow } from 'next/navigation';
import { currentOrigin } from '@/lib/auth/origin';
import { now } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { type Posted, postEnquiry, typedIn } from './post-enquiry';

/** The public form's post, by script or by the browser itself. The form's key is the permission; nobody signs in. */
export async function askPublicly(key: string, _before: Posted | null, form: FormData): Promise<Posted> {
  // Anybody can call an action with anything.
  if (typeof key !== 'string' || !(form instanceof FormData))
    return { ok: false, message: 'Fill in the form and send it again.', fields: {} };
  const typed = typedIn(form);
  const { ip, requestId } = await currentOrigin();
  try {
    return await postEnquiry(key, form, { ip, at: now() });
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalOf(error);
    if (refusal)
      return {
        ok: false,
        message: refusal.code === 'not_found' ? 'This form isn’t open any more.' : refusal.message,
        fields: {},
        values: typed,
      };
    log.error({ error, requestId }, 'an enquiry could not be taken');
    return {
      ok: false,
      message: 'Something broke on our side and your enquiry didn’t arrive. Please send it again.',
      fields: {},
      values: typed,
    };
  }
}

import { Refusal } from '@/lib/platform/errors';
import type { PasskeyAnswer } from './take-passkey';

type Refused = Exclude<PasskeyAnswer, { ok: true }>;

const sentences: Record<Refused['reason'], string> = {
  wrong: 'This passkey opens nothing here. Choose another, or sign in another way.',
  late: 'This took too long. Try again.',
  copied:
    'Something else has used a copy of this passkey, so it opens nothing any more. Sign in another way and remove it in your account.',
  too_many: 'Too many attempts. Wait 15 minutes, then try again.',
};

/** What is said of a passkey that wasn't taken. */
export function passkeyRefusal(answer: Refused): Refusal {
  const sentence = sentences[answer.reason];
  if (answer.reason === 'too_many')
    return new Refusal('rate_limited', sentence, { retryAfter: answer.retryAfter });
  return new Refusal('forbidden', sentence);
}

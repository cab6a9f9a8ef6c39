import 'server-only';
import { refuseField } from '@/lib/platform/errors';
import { isGuessable, type Leaked } from './guessable';
import { longestPassword } from './password';

/** NIST 800-63B: length and a list of what leaked, no rules of composition. */
export const shortestPassword = 12;

let leaked: Promise<Leaked> | undefined;

/** The library's own list of 49,000 passwords that leaked most often; it comes with the first new password. */
const list = () => {
  leaked ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Map(dictionary['passwords-common'].map((word, at) => [String(word), at] as const)),
  );
  return leaked;
};

/**
 * Refuses a new password that is too short, too long, known to everybody, or made of what is known of its person (`about`: name,
 * mailbox, company); `field` is where it was typed. Throws Refusal.
 */
export async function mustBeGoodPassword(
  password: string,
  { field = 'password', about = [] }: { field?: string; about?: readonly (string | null)[] } = {},
): Promise<void> {
  if (password.length < shortestPassword || password.length > longestPassword)
    throw refuseField(field, `Choose a password of ${shortestPassword} to ${longestPassword} characters.`);
  const known = about.filter((text) => text !== null);
  if (isGuessable(password, await list(), ['cater', 'catering', ...known]))
    throw refuseField(
      field,
      'This password is on lists that attackers try first, or made of what they know of you. Choose another one: a few words that only you put together.',
    );
}

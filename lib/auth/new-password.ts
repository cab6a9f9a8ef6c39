import 'server-only';
import { refuseField } from '@/lib/platform/errors';
import { longestPassword } from './password';

/** NIST 800-63B: length and a list of what leaked, no rules of composition. */
export const shortestPassword = 12;

let leaked: Promise<ReadonlySet<string>> | undefined;

/** The library's own list of 49,000 passwords that leaked most often; it comes with the first new password. */
const list = () => {
  leaked ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
  );
  return leaked;
};

/** Refuses a new password that is too short, too long, or known to everybody, `field` being where it was typed. Throws Refusal. */
export async function mustBeGoodPassword(password: string, field = 'password'): Promise<void> {
  const problem = await problemOf(password);
  if (problem) throw refuseField(field, problem);
}

async function problemOf(password: string): Promise<string | undefined> {
  if (password.length < shortestPassword || password.length > longestPassword)
    return `Choose a password of ${shortestPassword} to ${longestPassword} characters.`;
  const known = await list();
  const typed = password.toLowerCase();
  // Digits and signs around a word that everybody uses are what is tried next.
  const word = typed.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const unit = /^(.+?)\1+$/u.exec(typed)?.[1];
  if (known.has(typed) || known.has(word) || word === '' || (unit && (unit.length < 4 || known.has(unit))))
    return 'This password is on lists that attackers try first. Choose another one: a few words that only you put together.';
  return undefined;
}

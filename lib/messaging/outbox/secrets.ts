import 'server-only';
import { sealing } from '@/lib/platform/seal-secrets';

const seal = sealing('message secret');

/** What stands in a message in place of its secret, wherever anybody can read it: the log, threads, exports, the audit trail. */
export const hidden = '••••••';

type Values = Readonly<Record<string, string>>;

/**
 * The values that a message with a secret is queued with: `name` reads as dots, and the secret itself is sealed for `codeId`. It is
 * put in when the message is handed to its provider, and stands in no row.
 */
export const secretValues = (name: string, secret: string, codeId: string): Record<string, string> => ({
  [name]: hidden,
  codeId,
  sealed: seal.seal(secret, codeId),
});

/** A text or a template's values as they leave the house. Throws where a secret can't be opened. */
export function reveal<T extends string | Values>(content: T, values: Values | null): T {
  if (!values?.sealed || !values.codeId) return content;
  const secret = seal.unseal(values.sealed, values.codeId);
  if (secret === undefined) throw new Error('The secret of a message can’t be opened');
  const open = (text: string) => text.replaceAll(hidden, secret);
  if (typeof content === 'string') return open(content) as T;
  return Object.fromEntries(Object.entries(content).map(([name, text]) => [name, open(text)])) as T;
}

import { required } from '@/lib/platform/env';
import { hashToken, linkTokens } from '@/lib/platform/link-tokens';
import type { RequestRef } from '../events';
import { linkDays } from '../rules';

const tokens = linkTokens('feedback-link');

/** The token of a request's public page. */
export function linkToken({ companyId, requestId }: RequestRef): string {
  return tokens.write({ companyId, id: requestId });
}

/** What a token stands for, or undefined where it isn't one of ours. */
export function readLinkToken(token: string): RequestRef | undefined {
  const found = tokens.read(token);
  return found && { companyId: found.companyId, requestId: found.id };
}

/** What the database keeps of a token. */
export const hashLink = hashToken;

/** The address of the page where a customer answers without signing in. */
export function linkAddress(ref: RequestRef): string {
  return new URL(`/f/${linkToken(ref)}`, required('PUBLIC_URL')).href;
}

type Kept = {
  companyId: string;
  requestId: string | null;
  linkHash: string | null;
  madeAt: Date | null;
};

/** The same where the page would open now: the request exists, knows this link, and is young enough. */
export function workingAddress({ companyId, requestId, linkHash, madeAt }: Kept, now: Date): string | null {
  if (!requestId || !linkHash || !madeAt) return null;
  const ref = { companyId, requestId };
  const young = now.getTime() - madeAt.getTime() < linkDays * 86_400_000;
  return young && linkHash === hashLink(linkToken(ref)) ? linkAddress(ref) : null;
}

/** The address of the page where a customer ends all messages without signing in. */
export function stopAddress(ref: RequestRef): string {
  return `${linkAddress(ref)}/stop`;
}

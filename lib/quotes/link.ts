import { required } from '@/lib/platform/env';
import { hashToken, type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('quote-link');

export const readQuoteToken = tokens.read;
/** What the database keeps of a token. */
export const quoteLinkHash = (ref: LinkedRecord): string => hashToken(tokens.write(ref));

/** The address of the page where a customer answers a quote without signing in. */
export function quoteAddress(ref: LinkedRecord): string {
  return new URL(quotePath(ref), required('PUBLIC_URL')).href;
}

/** The same within our site. */
export const quotePath = (ref: LinkedRecord): string => `/q/${tokens.write(ref)}`;

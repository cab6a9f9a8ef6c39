import { required } from '@/lib/platform/env';
import { type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('quote-link');

/** The link (a row of `paper_links`) that a token stands for. */
export const readQuoteToken = tokens.read;

/** The address of the page where a customer answers a quote without signing in. */
export function quoteAddress(ref: LinkedRecord): string {
  return new URL(quotePath(ref), required('PUBLIC_URL')).href;
}

/** The same within our site. */
export const quotePath = (ref: LinkedRecord): string => `/q/${tokens.write(ref)}`;

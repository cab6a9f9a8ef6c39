import { required } from '@/lib/platform/env';
import { type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('checkout');

/** Of the page of one checkout, which the customer opens without signing in. */
export const payToken = tokens.write;
export const readPayToken = tokens.read;

/** The page's address: what the office sends, and where the provider sends customers back to. */
export const payAddress = (ref: LinkedRecord): string =>
  new URL(`/pay/${tokens.write(ref)}`, required('PUBLIC_URL')).href;

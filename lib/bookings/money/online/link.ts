import { required } from '@/lib/platform/env';
import { type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('checkout');

/** The page's address: what the office sends, and where the provider sends customers back to. */
export const payAddress = (ref: LinkedRecord): string =>
  new URL(`/pay/${tokens.write(ref)}`, required('PUBLIC_URL')).href;

import { required } from '@/lib/platform/env';
import { type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('paper-link');

/** The link that a token stands for; of before links were kept the invoice, receipt or customer (for their statement) itself. */
export const readPaperToken = tokens.read;

/** The address where whoever it was given to sees a paper without signing in. */
export function paperAddress(ref: LinkedRecord): string {
  return new URL(paperPath(ref), required('PUBLIC_URL')).href;
}

/** The same within our site. */
export const paperPath = (ref: LinkedRecord): string => `/d/${tokens.write(ref)}`;

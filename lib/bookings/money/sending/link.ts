import { required } from '@/lib/platform/env';
import { type LinkedRecord, linkTokens } from '@/lib/platform/link-tokens';

const tokens = linkTokens('paper-link');

/** The invoice, credit note, receipt or customer (for their statement) that a token stands for. */
export const readPaperToken = tokens.read;

/** The address where whoever it was given to sees a paper without signing in. */
export function paperAddress(ref: LinkedRecord): string {
  return new URL(paperPath(ref), required('PUBLIC_URL')).href;
}

/** The same within our site. */
export const paperPath = (ref: LinkedRecord): string => `/d/${tokens.write(ref)}`;

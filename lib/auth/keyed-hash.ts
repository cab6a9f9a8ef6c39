import { createHmac } from 'node:crypto';
import { required } from '@/lib/platform/env';

/** What only this installation can make of a text, for one purpose: 43 characters fit for an address. */
export const keyed = (purpose: string, text: string) =>
  createHmac('sha256', required('AUTH_SECRET')).update(`${purpose}\n${text}`).digest('base64url');

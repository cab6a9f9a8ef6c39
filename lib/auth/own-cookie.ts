import { env } from '@/lib/platform/env';

/** Whether people reach this installation over TLS. */
export const overTls = (): boolean => env().PUBLIC_URL?.startsWith('https:') ?? false;

/**
 * The name of a cookie of ours. Over TLS it carries a prefix by which browsers take it from this very host alone: another
 * site beside it under the same domain can't plant one.
 */
export const ownCookie = (name: string): string => (overTls() ? `__Host-${name}` : name);

/** How our cookies are kept: for no script. The prefix asks for the whole site as their path. */
export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: overTls(),
  path: '/',
});

/** What takes a cookie of ours out of a browser: one with the prefix goes only by an answer that has it as well. */
export const forgetCookie = (name: string) => ({ ...cookieOptions(), name });

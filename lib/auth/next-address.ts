/** A host that no address of ours has: what leaves it was meant for somewhere else. */
const own = 'http://own.invalid';
const longest = 2000;

/**
 * The path and query to go on to after sign-in, from a text that anybody may have written into a link. Undefined
 * for another site, another scheme, the login page itself and what browsers read in more than one way.
 */
export function safeNext(raw: string | null | undefined): string | undefined {
  if (!raw || raw.length > longest || !raw.startsWith('/')) return undefined;
  // Browsers drop these within an address and take a backslash for a slash.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are refused
  if (/[\u0000-\u0020\u007f\\]/.test(raw)) return undefined;
  if (!URL.canParse(raw, own)) return undefined;
  const url = new URL(raw, own);
  if (url.origin !== own || url.username || url.password) return undefined;
  // Dots are resolved by now; what is left of `/.//evil.test` would be read as a host.
  if (url.pathname.startsWith('//')) return undefined;
  if (/^(\/my)?\/login(\/|$)/.test(url.pathname) || /^\/api(\/|$)/.test(url.pathname)) return undefined;
  return url.pathname + url.search;
}

/** Where customers sign in. */
export const portalLogin = '/my/login';

/** The address of the login page that leads on to this path and query, without what Next adds for itself. */
export function loginAddress(pathAndSearch: string | null | undefined): string {
  const next = safeNext(pathAndSearch);
  if (!next) return '/login';
  const url = new URL(next, own);
  // `_rsc` marks a request of the router; asking for the page with it would show data instead of the page.
  const search = url.search
    .slice(1)
    .split('&')
    .filter((part) => part && !/^_rsc(=|$)/.test(part))
    .join('&');
  const target = url.pathname + (search ? `?${search}` : '');
  // Customers sign in by a code.
  const login = /^\/my(\/|$)/.test(url.pathname) ? portalLogin : '/login';
  return target === '/' ? login : `${login}?next=${encodeURIComponent(target)}`;
}

/** Where a second step is set up. */
export const setUpAddress = '/second-step';

/** The address at which people prove anew who they are, which leads on to this path. */
export const confirmAddress = (path: string) => `/confirm?next=${encodeURIComponent(path)}` as '/confirm';

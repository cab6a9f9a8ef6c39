import { decode } from 'next-auth/jwt';
import { now } from '@/lib/platform/clock';
import { required } from '@/lib/platform/env';
import { ownCookie } from './own-cookie';

/** Where a browser keeps its session. */
export const sessionCookie = () => ownCookie('authjs.session-token');
const mostKept = 5_000;
/**
 * Cookie → session id, so that a cookie is opened once and not at every request. It says nothing of the session
 * itself: whether that is still open is asked of the database each time.
 */
const opened = new Map<string, { sessionId: string; until: number }>();

/** The session id that next-auth's cookie holds, or undefined. `find` looks a cookie up by its name. */
export async function sessionIdOf(find: (name: string) => string | undefined): Promise<string | undefined> {
  const name = sessionCookie();
  const token = find(name);
  return token ? open(name, token) : undefined;
}

/** The same from the text of a Cookie header. */
export function sessionIdOfCookies(header: string | null): Promise<string | undefined> {
  if (!header) return Promise.resolve(undefined);
  return sessionIdOf((name) => {
    const at = header.startsWith(`${name}=`) ? 0 : header.indexOf(`; ${name}=`) + 2;
    if (at === 1) return undefined;
    const from = at + name.length + 1;
    const end = header.indexOf(';', from);
    return header.slice(from, end < 0 ? undefined : end);
  });
}

async function open(name: string, token: string): Promise<string | undefined> {
  const known = opened.get(token);
  if (known && known.until > now().getTime()) return known.sessionId;
  const held = await decode({ token, secret: required('AUTH_SECRET'), salt: name }).catch(() => null);
  if (typeof held?.sid !== 'string') return undefined;
  if (opened.size >= mostKept) opened.clear();
  opened.set(token, { sessionId: held.sid, until: (held.exp ?? 0) * 1_000 });
  return held.sid;
}

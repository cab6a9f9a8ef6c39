import { demoPassword } from '../db/seed/demo-logins';
import type { Stack } from '../scripts/stack';

/** Signs a demo person in as a browser would and gives the cookies. */
export async function signIn(stack: Pick<Stack, 'appUrl'>, email: string): Promise<string> {
  const token = await fetch(`${stack.appUrl}/api/auth/csrf`);
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const before = cookiesOf(token);
  const answer = await fetch(`${stack.appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: before },
    body: new URLSearchParams({ csrfToken, email, password: demoPassword }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes('session-token')) throw new Error(`Sign-in failed with ${answer.status}`);
  return cookies;
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

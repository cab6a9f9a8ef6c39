import 'server-only';
import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Identity } from '@/db/visit';
import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { deviceCookie } from './device';
import { originOf } from './origin';
import { cookieOptions, overTls } from './own-cookie';
import { sessionCookie } from './session-id';
import { endSession, identityOf, signInWithCode, signInWithPassword } from './sign-in';
import { signInWithProof } from './sign-in-proof';

declare module 'next-auth' {
  interface User {
    sessionId?: string;
  }
  interface Session {
    identity?: Identity;
  }
}

/** Too many guesses; the login page says when to try again. */
class TooManyAttempts extends CredentialsSignin {
  override code = 'too_many';
}

/** More passwords are being checked than this machine should; nothing was looked at. */
class Busy extends CredentialsSignin {
  override code = 'busy';
}

/** The password was right and a code is asked for; the way on is in `pending`, which never leaves by this library's own answers. */
export class SecondStepAsked extends CredentialsSignin {
  override code = 'second_step';
  constructor(readonly pending: string) {
    super();
  }
}

/** A code that opens nothing, by its reason. */
class CodeRefused extends CredentialsSignin {
  constructor(reason: string) {
    super();
    this.code = `code_${reason}`;
  }
}

const credentials = z.object({ email: z.string().min(3).max(254), password: z.string().min(1).max(10_000) });
const proved = z.object({ proof: z.string().max(1000) });
const secondStep = z.object({ pending: z.string().max(1000), code: z.string().max(100) });

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split('; ');
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const config: NextAuthConfig = {
  // The address is PUBLIC_URL's: the start gives it to the library, whatever Host says.
  trustHost: true,
  useSecureCookies: overTls(),
  cookies: { sessionToken: { name: sessionCookie(), options: cookieOptions() } },
  session: { strategy: 'jwt', maxAge: 14 * 24 * 3600 },
  pages: { signIn: '/login', error: '/login' },
  logger: {
    error: (error) => {
      // A wrong password arrives here too, by its class; it is an answer, not a fault.
      if ((error as { type?: string }).type !== 'CredentialsSignin') log.error({ error }, 'auth failed');
    },
    warn: () => undefined,
    debug: () => undefined,
  },
  providers: [
    Credentials({
      credentials: {
        email: { type: 'email' },
        password: { type: 'password' },
        pending: {},
        code: {},
        proof: {},
      },
      authorize: async (given, request) => {
        const userAgent = request.headers.get('user-agent') ?? undefined;
        const found = proved.safeParse(given);
        if (found.success) {
          const { proof } = found.data;
          const done = await signInWithProof({ proof, userAgent }, originOf(request.headers), now());
          return done ? { id: done.userId, sessionId: done.sessionId } : null;
        }
        const step = secondStep.safeParse(given);
        if (step.success) {
          const done = await signInWithCode({ ...step.data, userAgent }, originOf(request.headers), now());
          if (!done.ok) throw new CodeRefused(done.reason);
          return { id: done.userId, sessionId: done.sessionId };
        }
        const parsed = credentials.safeParse(given);
        if (!parsed.success) return null;
        const result = await signInWithPassword(
          {
            ...parsed.data,
            userAgent,
            device: cookieOf(request.headers, deviceCookie(parsed.data.email.trim().toLowerCase())),
          },
          originOf(request.headers),
        );
        if (!result.ok && result.reason === 'too_many') throw new TooManyAttempts();
        if (!result.ok && result.reason === 'busy') throw new Busy();
        if (!result.ok && result.reason === 'second_step') throw new SecondStepAsked(result.pending);
        return result.ok ? { id: result.userId, sessionId: result.sessionId } : null;
      },
    }),
  ],
  callbacks: {
    // The token holds the session's id and nothing else, so there is nothing to forge by an update.
    jwt: async ({ token, user, trigger }) => {
      if (trigger === 'signIn' && user?.sessionId) return { sid: user.sessionId };
      if (typeof token.sid !== 'string') return null;
      const identity = await identityOf(token.sid);
      return identity ? { sid: token.sid, identity } : null;
    },
    session: ({ session, token }) => ({
      expires: session.expires,
      user: { name: (token.identity as Identity).name, email: (token.identity as Identity).email },
      identity: token.identity as Identity,
    }),
  },
  events: {
    signOut: async (message) => {
      const sid = 'token' in message ? message.token?.sid : undefined;
      if (typeof sid === 'string') await endSession(sid, {});
    },
  },
};

export const { handlers, auth, signIn, signOut } = NextAuth(config);

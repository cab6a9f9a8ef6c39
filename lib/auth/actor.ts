import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import { auth } from './config';
import { currentOrigin } from './origin';
import { may, type Permission } from './permissions';
import type { Identity } from './sign-in';

export type UserActor = Extract<Actor, { role: 'manager' | 'staff' | 'client' }>;

/** Who is signed in, asked once a request. */
export const currentIdentity = cache(async (): Promise<Identity | undefined> => (await auth())?.identity);

function actorOf(identity: Identity, origin: { requestId: string; ip: string }): UserActor {
  const { companyId, userId, role, customerId } = identity;
  if (role === 'client') {
    if (!customerId)
      throw new Refusal('forbidden', 'This login isn’t linked to a customer yet. Ask the caterer.');
    return { role, companyId, userId, customerId, ...origin };
  }
  return { role, companyId, userId, ...origin };
}

export type Gate = { actor: UserActor; identity: Identity };

/**
 * The gate of a page: the signed-in person, or the way to the login page, or 403 where the role lacks the
 * permission. Call it before the first Suspense boundary, else the status stays 200.
 */
export async function gatePage(permission: Permission): Promise<Gate> {
  const identity = await currentIdentity();
  if (!identity) redirect('/login');
  if (!may(identity.role, permission)) forbidden();
  return { actor: actorOf(identity, await currentOrigin()), identity };
}

/** The gate of actions and route handlers: the same decision as a Refusal. */
export async function gateCall(permission: Permission): Promise<Gate> {
  const identity = await currentIdentity();
  if (!identity) throw new Refusal('unauthenticated', 'You are signed out. Sign in and try again.');
  if (!may(identity.role, permission)) throw new Refusal('forbidden', 'Your role doesn’t allow this.');
  return { actor: actorOf(identity, await currentOrigin()), identity };
}

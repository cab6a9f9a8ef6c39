import 'server-only';
import { cookies } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import type { PersonActor } from '@/db/session';
import { type Identity, visit } from '@/db/visit';
import { noteRefusal } from '@/lib/audit/refusals';
import { Refusal } from '@/lib/platform/errors';
import { loginAddress, setUpAddress } from './next-address';
import { currentOrigin, currentPath } from './origin';
import { may, type Permission } from './permissions';
import { sessionIdOf } from './session-id';

export type UserActor = PersonActor;

/** The session that this request names; proves nothing about the session itself. */
export async function currentSessionId(): Promise<string | undefined> {
  const jar = await cookies();
  return sessionIdOf((name) => jar.get(name)?.value);
}

/** What this request has found out about its person, for the page and the frame around it. */
const known = cache((): { identity?: Promise<Identity | undefined> } => ({}));

/** A page that looks its person up together with its data tells the frame, which then needn't ask again. */
export function shareIdentity(identity: Promise<Identity | undefined>): void {
  known().identity ??= identity;
}

/** Who is signed in, asked of the database once a request. */
export function currentIdentity(): Promise<Identity | undefined> {
  const request = known();
  request.identity ??= lookUp();
  return request.identity;
}

async function lookUp(): Promise<Identity | undefined> {
  const sessionId = await currentSessionId();
  return sessionId ? (await visit(sessionId))?.identity : undefined;
}

/** The gate of a frame: like a page's, but the page begins in the same turn and may be asking already. */
export async function gateFrame(permission: Permission): Promise<Identity> {
  await new Promise((resolve) => setImmediate(resolve));
  const identity = await currentIdentity();
  if (!identity) redirect(loginAddress(await currentPath()) as '/login');
  if (identity.mustSetUp) redirect(setUpAddress);
  if (!may(identity.role, permission)) forbidden();
  return identity;
}

function actorOf(identity: Identity, origin: { requestId: string; ip: string }): UserActor {
  const { companyId, userId, sessionId, role, customerId } = identity;
  if (role === 'client') {
    if (!customerId)
      throw new Refusal('forbidden', 'This login isn’t linked to a customer yet. Ask the caterer.');
    return { role, companyId, userId, sessionId, customerId, ...origin };
  }
  return { role, companyId, userId, sessionId, ...origin };
}

export type Gate = { actor: UserActor; identity: Identity };

/** The gate of handlers that read: the same decision as a Refusal. */
export async function gateCall(permission: Permission): Promise<Gate> {
  const identity = await signedIn();
  const actor = actorOf(identity, await currentOrigin());
  if (may(identity.role, permission)) return { actor, identity };
  await noteRefusal(actor, permission);
  throw new Refusal('forbidden', 'Your role doesn’t allow this.');
}

/** Who calls a command, which itself knows who may. Throws a Refusal where nobody is signed in. */
export async function callActor(): Promise<UserActor> {
  return actorOf(await signedIn(), await currentOrigin());
}

async function signedIn(): Promise<Identity> {
  const identity = await callPerson();
  if (identity.mustSetUp)
    throw new Refusal(
      'forbidden',
      'Your company asks for a second step. Reload the page to set it up first.',
    );
  return identity;
}

/** Who is signed in, also where they have something to set up before anything else. Throws a Refusal where nobody is. */
export async function callPerson(): Promise<Identity> {
  const identity = await currentIdentity();
  if (!identity) throw new Refusal('unauthenticated', 'You are signed out. Sign in and try again.');
  return identity;
}

import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { memberships } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { hasCompany, writeFirstCompany } from '@/lib/auth/first-company';
import { keyed } from '@/lib/auth/keyed-hash';
import { mustBeGoodPassword } from '@/lib/auth/new-password';
import { hashPassword } from '@/lib/auth/password';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { addressKey } from '@/lib/platform/caller';
import { env } from '@/lib/platform/env';
import { Refusal, refuseField } from '@/lib/platform/errors';
import type { welcomeForm } from './schema';

/** Shown where the process writes its log, to whoever runs the installation; worth nothing once there is a company. */
export const setupToken = () => keyed('first run', 'setup token').slice(0, 32);

/** Whether the token is asked for: an installation in the open must not be a stranger's. */
export const asksForToken = () => env().CATER_ENV === 'production';

let founded = false;

/** Whether this installation has no company yet. Once there is one there always is. */
export async function isEmpty(): Promise<boolean> {
  if (founded) return false;
  founded = await hasCompany();
  return !founded;
}

const taken = () =>
  new Refusal('conflict', 'This installation has a company already. Sign in, or ask to be invited.');

function mustHoldToken(given: string): void {
  const wanted = Buffer.from(setupToken());
  const held = Buffer.from(given);
  if (held.length !== wanted.length || !timingSafeEqual(held, wanted))
    throw refuseField(
      'token',
      'This isn’t the setup token. It stands in the log of the server, at its start.',
      'forbidden',
    );
}

/** An address of its own, of a name in any script. */
function slugOf(name: string, id: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${words || 'company'}-${id.slice(-6)}`;
}

/**
 * Makes the first company of the installation and its manager. Only where there is none: the database lets one through, whoever
 * tries at the same time, and nobody ever after. Throws Refusal.
 */
export async function foundCompany(
  given: z.output<typeof welcomeForm>,
  origin: Origin,
): Promise<{ companyId: string; userId: string }> {
  const limit = { key: `first-run:${addressKey(origin.ip ?? 'unknown')}`, limit: 20, windowSeconds: 15 * 60 };
  await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
  if (!(await isEmpty())) throw taken();
  if (asksForToken()) mustHoldToken(given.token);
  await mustBeGoodPassword(given.password, { about: [given.name, given.email, given.company] });
  const passwordHash = await hashPassword(given.password);
  const [companyId, userId] = [v7(), v7()];
  const { company, country, timeZone, currency, name, email } = given;
  await actAs({ role: 'system', companyId, name: 'first-run', ...origin }, async (tx) => {
    await writeFirstCompany(tx, {
      company: {
        ...{ id: companyId, name: company, slug: slugOf(company, companyId), email },
        ...{ country, timeZone, currency },
      },
      user: { id: userId, email, name, passwordHash },
    });
    await tx.insert(memberships).values({ companyId, userId, role: 'manager' });
    // Who sets an installation up runs it.
    await tx.execute(sql`select claim_operator(${userId}::uuid)`);
    await recordAudit(tx, { category: 'security', action: 'company_founded', detail: { userId } });
  });
  founded = true;
  return { companyId, userId };
}

import 'server-only';
import { actAs, type PersonActor } from '@/db/session';
import { log } from '@/lib/platform/log';
import { foldFloods } from './fold-flood';
import { recordAudit } from './record-audit';

/** Refusals a minute of a company that are kept one by one. */
const fold = foldFloods(60);

/**
 * Tells the trail that somebody asked for what their role doesn't have, by the permission that it takes (ASVS 16.3.2). They get
 * their refusal whether or not it could be told.
 */
export async function noteRefusal(
  { companyId, userId, requestId, ip }: Pick<PersonActor, 'companyId' | 'userId' | 'requestId' | 'ip'>,
  permission: string,
): Promise<void> {
  const folded = fold(companyId);
  if (!folded) return;
  const origin = { ...(requestId && { requestId }), ...(ip && { ip }) };
  const entry = {
    category: 'security',
    action: 'access_refused',
    detail: { permission, ...folded },
  } as const;
  try {
    // People write of what they did; that they were refused is the house's to say.
    await actAs({ role: 'system', companyId, userId, name: 'access', ...origin }, (tx) =>
      recordAudit(tx, entry),
    );
  } catch (error) {
    log.warn({ error, permission }, 'a refusal could not be told to the trail');
  }
}

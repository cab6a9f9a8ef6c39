import { actAs } from '@/db/session';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record';
import { originOf } from '@/lib/auth/origin';
import { log } from '@/lib/platform/log';

const fold = foldFlood(120);

/**
 * Keeps that a webhook was refused or led nowhere: when, why and from where, nothing of its content. At most
 * 120 a minute are kept one by one, so that a flood can't fill the trail; the next minute tells how many more.
 */
export async function recordWebhookEvent(
  request: Request,
  event: { category: 'security' | 'system'; action: string; reason: string; hook: 'inbound' | 'status' },
): Promise<void> {
  const kept = fold();
  if (!kept) return;
  const { hook, reason, category, action } = event;
  try {
    await actAs({ role: 'auth', name: 'twilio webhook', ...originOf(request.headers) }, (tx) =>
      recordAudit(tx, { category, action, detail: { hook, reason, ...kept } }),
    );
  } catch (error) {
    log.error({ error, hook, reason }, 'webhook event was not kept');
  }
}

import { actAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record';
import { originOf } from '@/lib/auth/origin';
import { log } from '@/lib/platform/log';

const heldMs = 60_000;
const mostAMinute = 120;
let window = { since: 0, count: 0, dropped: 0 };

/**
 * Keeps that a webhook was refused or led nowhere: when, why and from where, nothing of its content. At most
 * 120 a minute are kept one by one, so that a flood can't fill the trail; the next minute tells how many more.
 */
export async function recordWebhookEvent(
  request: Request,
  event: { category: 'security' | 'system'; action: string; reason: string; hook: 'inbound' | 'status' },
): Promise<void> {
  const now = Date.now();
  let dropped = 0;
  if (now - window.since > heldMs) {
    dropped = window.dropped;
    window = { since: now, count: 0, dropped: 0 };
  }
  window.count += 1;
  if (window.count > mostAMinute) {
    window.dropped += 1;
    return;
  }
  const { hook, reason, category, action } = event;
  try {
    await actAs({ role: 'auth', name: 'twilio webhook', ...originOf(request.headers) }, (tx) =>
      recordAudit(tx, { category, action, detail: { hook, reason, ...(dropped > 0 ? { dropped } : {}) } }),
    );
  } catch (error) {
    log.error({ error, hook, reason }, 'webhook event was not kept');
  }
}

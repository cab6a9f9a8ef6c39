import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../client';

/**
 * Seals all that stands in the audit trail now. Whoever writes anywhere on the server puts it off for as long as their
 * transaction lasts, and suites run side by side.
 */
export async function sealAll(owner: Connection, { patience = 20_000 } = {}): Promise<void> {
  const [{ last } = { last: '0' }] = await owner<
    { last: string }[]
  >`select coalesce(max(id), 0) as last from audit_events`;
  for (const began = Date.now(); ; await wait(20)) {
    await owner`select seal_audit(1000000)`;
    const [mark] = await owner`select sealed_id >= ${last} as done from audit_seal_marks`;
    if (mark?.done) return;
    if (Date.now() - began > patience) throw new Error('The audit trail could not be sealed');
  }
}

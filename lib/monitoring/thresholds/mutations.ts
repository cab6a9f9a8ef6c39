import 'server-only';
import { sql } from 'drizzle-orm';
import { command, nothing } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { fromTyped } from './rules';
import { thresholdInput } from './schema';

/** Sets from where on whoever runs the installation is told of one of its figures. Refused to everybody else. */
export const setThreshold = command({
  name: 'set alert threshold',
  permission: 'monitoring.read',
  input: thresholdInput,
  output: nothing,
  write: async (tx, { rule, value }) => {
    const [who] = await tx.execute<{ operator: boolean }>(sql`select is_operator() as operator`);
    if (!who?.operator)
      throw new Refusal('forbidden', 'Only people who run the installation set when they are told.');
    await tx.execute(
      sql`select set_alert_threshold(${rule}, ${value === null ? null : fromTyped(rule, value)}::float8)`,
    );
  },
});

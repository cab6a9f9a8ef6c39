import 'server-only';
import { v7 } from 'uuid';
import { z } from 'zod';
import { cashCounts } from '@/db/schema/money';
import { command } from '@/lib/platform/command';
import { mustAllow, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { loadPricing } from '@/lib/pricing/queries';
import { askCashUp, tellCashUp } from './queries';
import { mayCount } from './rules';
import { countInput } from './schema';

/**
 * Keeps what was in the cash box on a day, beside what should have been there by the payments. Refuses a day to come, a difference
 * without a word, and a count beside another sum than the person saw.
 */
export const countCash = command({
  name: 'count cash',
  permission: 'payments.record',
  input: countInput,
  output: z.object({ difference: z.number() }),
  write: async (tx, { day, counted, seen, note }, { companyId, userId }, at) => {
    const { timeZone } = await loadPricing(tx);
    if (day > dayKey(at, timeZone)) throw refuseField('day', 'This day is still to come.');
    const { expected } = tellCashUp(await Promise.all(askCashUp(tx, day, at)));
    const decision = mayCount({ counted, note }, { expected, seen });
    if (!decision.ok && decision.code === 'invalid') throw refuseField('note', decision.reason);
    mustAllow(decision);
    await tx.insert(cashCounts).values({ id: v7(), companyId, day, counted, note, countedBy: userId });
    return { difference: counted - expected };
  },
});

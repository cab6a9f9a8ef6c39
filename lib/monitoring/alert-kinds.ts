import { z } from 'zod';
import { installationWell } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { isRule, ruleOf, sayValue } from './watching/rules';

const wrongs = {
  changed: 'was changed',
  removed: 'was removed',
  added: 'was added',
  seal: 'has a seal that was changed',
} as const;

export const auditDiffers = alertKind({
  kind: 'audit_differs',
  label: 'The audit trail isn’t what was sealed',
  roles: ['manager'],
  urgent: true,
  about: z.object({ entryId: z.number(), why: z.enum(['changed', 'removed', 'added', 'seal']) }),
  key: ({ entryId, why }) => `audit:${entryId}:${why}`,
  // Only a person who looked into it knows that it is over.
  endsOn: () => [],
  say: ({ entryId, why }) => ({
    title: `Entry ${entryId} of the audit trail ${wrongs[why]} after it was sealed`,
    detail:
      'Only somebody with every right in the database can do that. Ask whoever runs it; the backup of the day before holds the entry as it was.',
    href: why === 'removed' ? '/settings/audit' : `/settings/audit/${entryId}`,
  }),
});

/** Told to the people who run the installation, one by one, in a company that they manage. */
export const installationTrouble = alertKind({
  kind: 'installation_trouble',
  label: 'Something is wrong with the installation',
  roles: ['manager'],
  personal: true,
  about: z.object({ rule: z.string().max(40), value: z.number(), userId: z.uuid() }),
  key: ({ rule, userId }) => `installation:${rule}:${userId}`,
  endsOn: ({ rule }) => [installationWell(rule)],
  say: ({ rule, value }) => {
    const known = isRule(rule) ? rule : undefined;
    const said = known && sayValue(known, value);
    return {
      title: `${known ? ruleOf(known).label : 'Something is wrong with the installation'}${said ? `: ${said}` : ''}`,
      ...(known && { detail: ruleOf(known).advice }),
      href: '/settings/monitoring',
    };
  },
});

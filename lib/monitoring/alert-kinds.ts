import { z } from 'zod';
import { alertKind } from '@/lib/alerts/kind';

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

import { z } from 'zod';
import { securityRules } from '@/db/enums-of-security';
import { securityAcknowledged } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { sayEvent } from './words';

export const securityRaised = alertKind({
  kind: 'security_event',
  label: 'Something that people did looks like trouble',
  roles: ['manager'],
  urgent: true,
  about: z.object({
    eventId: z.uuid(),
    rule: z.enum(securityRules),
    who: z.string().nullable(),
    n: z.number().optional(),
    network: z.string().optional(),
    hour: z.string().optional(),
  }),
  key: ({ eventId }) => `security:${eventId}`,
  endsOn: ({ eventId }) => [securityAcknowledged(eventId)],
  say: ({ rule, who, ...about }, _named, where) => ({
    ...sayEvent(rule, about, who, where),
    href: '/settings/security',
  }),
});

import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Role } from '@/lib/auth/permissions';
import type { OpenWork } from './open-work';

export type Member = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  customer: string | null;
  joinedAt: Date;
  seenAt: Date | null;
  disabled: boolean;
  openWork: OpenWork;
  secondStep: boolean;
};

/** The office's people first, by name; with the clients it is bounded, as a page is. */
export const askMembers = preparedText<Member>(
  `select m.user_id as "userId", u.name, coalesce(u.email, 'signs in by a code') as email, m.role, c.name as customer, m.created_at as "joinedAt",
    s.seen_at as "seenAt", u.disabled_at is not null as disabled, jsonb_build_object('enquiries', coalesce(w.enquiries, 0), 'followUps', coalesce(w.follow_ups, 0),
      'cases', coalesce(w.cases, 0), 'tasks', coalesce(w.tasks, 0), 'events', coalesce(w.events, 0)) as "openWork",
    f.user_id is not null as "secondStep"
   from memberships m join users u on u.id = m.user_id
    left join customers c on c.company_id = m.company_id and c.id = m.customer_id
    left join last_seen() s on s.user_id = m.user_id
    left join open_work() w on w.user_id = m.user_id
    left join second_factors_here() f on f.user_id = m.user_id
   where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid
   order by m.role = 'client', lower(u.name), m.user_id limit 500`,
);

export type Invitation = { id: string; email: string; role: Role; expiresAt: Date; holds: boolean };

/** Invitations that nobody has accepted yet. */
export const askInvitations = preparedText<Invitation>(
  `select id, email, role, expires_at as "expiresAt", expires_at > now() as holds from invitations
   where company_id = nullif(current_setting('app.company_id', true), '')::uuid and accepted_at is null
   order by created_at desc, id limit 200`,
);

export type OpenSession = { id: string; createdAt: Date; seenAt: Date; userAgent: string | null };

/** One's own sessions that are open, the latest seen first. */
export const askMySessions = preparedText<OpenSession>(
  `select id, created_at as "createdAt", seen_at as "seenAt", user_agent as "userAgent" from my_sessions()`,
);

/** The companies that one may work in. */
export const askMyCompanies = preparedText<{ id: string; name: string; role: Role }>(
  'select id, name, role from my_companies()',
);

/** Since when one has a second step oneself, and how many recovery codes are left; nothing where one has none. */
export const askMySecondFactor = preparedText<{ since: Date; codes: number }>(
  'select since, codes from my_second_factor()',
);

export type OwnPasskey = {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | null;
  /** Something used a copy of it: it opens nothing any more. */
  copied: boolean;
};

/** One's own passkeys, the oldest first. */
export const askMyPasskeys = preparedText<OwnPasskey>(
  'select id, name, created_at as "createdAt", used_at as "usedAt", copied from my_passkeys()',
);

/** Whether one has a password oneself; who signs in by a code has none. */
export const askHavePassword = preparedText<{ has: boolean }>('select have_password() as has');

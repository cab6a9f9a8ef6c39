import { formatDateTime } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Locality } from '@/lib/platform/format/zones';
import type { Rule, Severity } from './rules';

export const ruleWords: Record<Rule, string> = {
  failed_sign_ins: 'Failed sign-ins',
  new_place: 'Sign-in from a new place',
  privilege: 'Refunds and overrides',
  large_export: 'Large export',
  mass_change: 'Mass change',
  permission_change: 'Changed permissions',
  out_of_hours: 'Work out of hours',
  many_customers: 'Many customers opened',
};

export const severityWords: Record<Severity, string> = { low: 'Low', medium: 'Medium', high: 'High' };

export type About = { n?: number; network?: string; hour?: string };

/** What happened in one sentence, and what to look at. `who` is a name, or null of somebody nobody knows. */
export function sayEvent(
  rule: Rule,
  about: About,
  who: string | null,
  where: Locality,
): { title: string; detail: string } {
  const name = who ?? 'Somebody';
  const n = formatCount(about.n ?? 0);
  switch (rule) {
    case 'failed_sign_ins':
      return {
        title: who
          ? `${n} attempts to sign in as ${who} failed`
          : `${n} attempts to sign in with addresses that nobody has failed`,
        detail: who
          ? 'Ask whether it was them. If it wasn’t, have them change the password and turn the second step on.'
          : 'Somebody may be guessing. Those who work here are safe behind their second step.',
      };
    case 'new_place':
      return {
        title: `${name} signed in with a new browser from a new network`,
        detail: `The network is ${about.network ?? 'unknown'}. If it wasn’t them, end their sessions under People.`,
      };
    case 'privilege':
      return {
        title: `${name} used ${n} refunds, write-offs or overrides within a day`,
        detail: 'Look through them in the audit trail: each has its reason.',
      };
    case 'large_export':
      return {
        title: `${name} took ${n} rows out as files within a day`,
        detail: 'Ask what they are for, and that the files are deleted afterwards.',
      };
    case 'mass_change':
      return {
        title: `${name} changed or removed ${n} records within an hour`,
        detail: 'If that wasn’t meant, the audit trail has what stood there before.',
      };
    case 'permission_change':
      return {
        title: `${name} changed who may do what${about.n && about.n > 1 ? `, ${n} times` : ''}`,
        detail: 'Look whether you know of it: roles, invitations and the rules of access are under People.',
      };
    case 'out_of_hours':
      return {
        title: `${name} did ${n} things while the company doesn’t work`,
        detail: about.hour
          ? `In the hour of ${formatDateTime(about.hour, where)}. If that is usual, change the hours below.`
          : 'If that is usual, change the hours below.',
      };
    case 'many_customers':
      return {
        title: `${name} opened ${n} customers`,
        detail: 'That is more than one works with. Ask what it was for.',
      };
  }
}

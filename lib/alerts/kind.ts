import type { z } from 'zod';
import { alertRoles } from '@/db/enums';
import type { Role } from '@/lib/auth/permissions';
import type { Locality } from '@/lib/platform/format/zones';
import type { Happening } from './happenings';

export type AlertRole = (typeof alertRoles)[number];
export const isRole = (role: string): role is AlertRole => alertRoles.includes(role as AlertRole);

/** What the things that an alert is about are called when it is read; null where they are gone or nameless. */
export type Named = {
  customer: string | null;
  event: { name: string; startsAt: Date } | null;
  /** The reference of the case. */
  case: string | null;
  template: string | null;
};

/** An alert in words: what happened, what it asks for, the way there. */
export type Sentence = { title: string; detail?: string; href?: string };

type Definition<A> = {
  kind: string;
  /** How the settings call it. */
  label: string;
  /** Who hears of it unless the company says otherwise; managers and staff where nothing stands. */
  roles?: readonly AlertRole[];
  /** Can't be kept from managers. */
  urgent?: true;
  /** Told to the one person whom it concerns, so nobody chooses who hears of it. */
  personal?: true;
  /** Told anew each time it happens, also while it is open. */
  again?: true;
  /** What is kept of it: ids of what it is about, and what was said or measured at that moment. */
  about: z.ZodType<A>;
  /** The same trouble is one open alert. */
  key: (about: A) => string;
  /** What does away with it, besides somebody saying that it is seen to. */
  endsOn: (about: A) => Happening[];
  /** Written when it is read, in the reader's zone and words and with today's names. */
  say: (about: A, named: Named, where: Locality) => Sentence;
};

/** One kind of thing that people are told of, as its raiser uses it. */
export type AlertKind<A> = Omit<Definition<A>, 'say'> & {
  /** Undefined for what was kept by another version and can't be read any more. */
  say: (about: unknown, named: Named, where: Locality) => Sentence | undefined;
};

/** A kind whose `about` only the raiser knows: what settings and lists need. */
export type AnyKind = Omit<AlertKind<never>, 'about' | 'key' | 'endsOn'>;

/** Registers what a room tells people of: what is kept, how it reads, how it ends. */
export function alertKind<A>(definition: Definition<A>): AlertKind<A> {
  return {
    ...definition,
    say: (about, named, where) => {
      const kept = definition.about.safeParse(about);
      return kept.success ? definition.say(kept.data, named, where) : undefined;
    },
  };
}

const usual: readonly AlertRole[] = ['manager', 'staff'];

/** Which of them a role hears; undefined where it hears nothing. */
export const heardBy = (role: Role): AlertRole | undefined =>
  role === 'planner' ? 'staff' : isRole(role) ? role : undefined;

/** What is urgent always reaches the managers. */
export function rolesFor(
  kind: Pick<AnyKind, 'roles' | 'urgent' | 'personal'>,
  chosen: readonly AlertRole[] | undefined,
): AlertRole[] {
  // What concerns one person is kept for whichever role they have.
  const wanted = kind.personal ? alertRoles : (chosen ?? kind.roles ?? usual);
  return alertRoles.filter((role) => wanted.includes(role) || (role === 'manager' && kind.urgent));
}

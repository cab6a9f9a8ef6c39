'use client';

import { SubmitButton } from '../ui/button';
import { forgetAllDrafts } from '../ui/drafts';
import { ButtonLink } from '../ui/link';
import { ThemeSwitch } from '../ui/theme-switch';
import type { Person, SignOut } from './nav';

/** Who is signed in, the appearance, and the way out. */
export function PersonPanel({ person, signOut }: { person: Person; signOut: SignOut }) {
  return (
    <>
      <p dir="auto" className="break-words font-medium text-sm">
        {person.name}
      </p>
      {person.email || person.role ? (
        <p className="break-words text-muted text-sm">
          {[person.role, person.email].filter(Boolean).join(' · ')}
        </p>
      ) : null}
      <div className="my-4">
        <ThemeSwitch />
      </div>
      {person.account ? (
        <ButtonLink href={person.account} block className="mb-2">
          My account
        </ButtonLink>
      ) : null}
      <form action={signOut} onSubmit={forgetAllDrafts}>
        <SubmitButton variant="secondary" block>
          Sign out
        </SubmitButton>
      </form>
    </>
  );
}

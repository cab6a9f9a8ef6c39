'use client';

import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { signOutAction } from '@/lib/auth/actions';

/** For who is signed in and may do nothing else yet. */
export function SignOutButton() {
  const [pending, start] = useTransition();
  return (
    <Button size="small" pending={pending} onClick={() => start(() => signOutAction())}>
      Sign out
    </Button>
  );
}

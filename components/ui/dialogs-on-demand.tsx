'use client';

import { type ReactNode, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { hasDoubt } from './drafts';
import { onDialogWanted, openDialog } from './open-dialog';

/** Dialogs that are made, with their code, when one of them is first asked for. Children come by `lazy`. */
export function DialogsOnDemand({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [asked, setAsked] = useState<string>();
  const [doubt, setDoubt] = useState(false);
  // From the moment that its buttons work: an effect runs later, and a press in between would be heard by nobody.
  useLayoutEffect(() => onDialogWanted((id) => ids.includes(id) && setAsked(id)), [ids]);
  // A form that was reloaded over an open question asks it again by itself.
  useEffect(() => setDoubt(hasDoubt()), []);
  if (!asked && !doubt) return null;
  return (
    <Suspense>
      {children}
      {asked ? <OpenOnce id={asked} /> : null}
    </Suspense>
  );
}

/** Runs once its siblings have arrived. */
function OpenOnce({ id }: { id: string }) {
  useEffect(() => openDialog(id), [id]);
  return null;
}

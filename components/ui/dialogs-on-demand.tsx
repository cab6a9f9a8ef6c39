'use client';

import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { onDialogWanted, openDialog } from './dialog';

/** Dialogs that are made, with their code, when one of them is first asked for. Children come by `lazy`. */
export function DialogsOnDemand({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [asked, setAsked] = useState<string>();
  useEffect(() => onDialogWanted((id) => ids.includes(id) && setAsked(id)), [ids]);
  if (!asked) return null;
  return (
    <Suspense>
      {children}
      <OpenOnce id={asked} />
    </Suspense>
  );
}

/** Runs once its siblings have arrived. */
function OpenOnce({ id }: { id: string }) {
  useEffect(() => openDialog(id), [id]);
  return null;
}

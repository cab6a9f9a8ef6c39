'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Menu, type MenuEntry } from '@/components/ui/menu';
import { openDialog } from '@/components/ui/open-dialog';
import { notify } from '@/components/ui/toast';
import { acknowledge, close, reask } from '@/lib/cases/actions';
import type { CaseState, CaseStep } from '@/lib/cases/rules';
import type { ActionResult } from '@/lib/platform/action';
import { stepWords } from './words';

export const dialogs = {
  resolve: 'resolve-case',
  reopen: 'reopen-case',
  assign: 'assign-case',
  remedy: 'offer-remedy',
} as const;

const direct = { acknowledge, close, reask } as const;

async function take(step: keyof typeof direct, caseId: string): Promise<void> {
  tell(await attempt<undefined>((key) => direct[step]({ caseId }, key)), stepWords[step].done);
}

/** Says how an action went. */
export function tell(result: ActionResult<unknown>, done: string): boolean {
  if (result.ok) notify({ message: done });
  else notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
  return result.ok;
}

type StepProps = { caseId: string; step: CaseStep | null; variant: 'primary' | 'secondary' };

/** The next step of a case. */
export function NextStep({ caseId, step, variant }: StepProps) {
  const [pending, startTransition] = useTransition();
  if (step === null) return null;
  const press = () => {
    if (step === 'resolve' || step === 'reopen') openDialog(dialogs[step]);
    else startTransition(() => take(step, caseId));
  };
  return (
    <Button
      variant={variant}
      pending={pending}
      aria-haspopup={step === 'resolve' || step === 'reopen' ? 'dialog' : undefined}
      onClick={press}
    >
      {stepWords[step].label}
    </Button>
  );
}

/** What else can be done with a case now. */
export function CaseMenu({ state }: { state: CaseState }) {
  const entries: MenuEntry[] = [];
  if (state === 'open') entries.push({ label: stepWords.resolve.label, opens: dialogs.resolve });
  if (state === 'resolved') entries.push({ label: stepWords.reopen.label, opens: dialogs.reopen });
  if (state !== 'closed') {
    entries.push({ label: 'Offer a remedy', opens: dialogs.remedy });
    entries.push({ label: 'Give to someone else', opens: dialogs.assign });
  }
  return entries.length > 0 ? <Menu label="More for this case" entries={entries} /> : null;
}

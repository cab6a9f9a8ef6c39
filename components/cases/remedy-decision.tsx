'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send';
import { Button } from '@/components/ui/button';
import { decideRemedy } from '@/lib/cases/actions';
import { tell } from './case-actions';

/** A manager's yes or no to a remedy above the limit. */
export function RemedyDecision({ caseId, eventId }: { caseId: string; eventId: string }) {
  const [pending, startTransition] = useTransition();
  const decide = (approve: boolean) =>
    startTransition(async () => {
      tell(
        await attempt((key) => decideRemedy({ caseId, eventId, approve }, key)),
        approve ? 'Remedy approved' : 'Remedy refused',
      );
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" variant="primary" pending={pending} onClick={() => decide(true)}>
        Approve remedy
      </Button>
      <Button size="small" disabled={pending} onClick={() => decide(false)}>
        Refuse remedy
      </Button>
    </div>
  );
}

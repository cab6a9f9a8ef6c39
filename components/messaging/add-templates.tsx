'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toast';
import { addTemplates } from '@/lib/messaging/actions';

/** Adds the default wordings that are missing and gives all new ones to WhatsApp. */
export function AddTemplates() {
  const [pending, start] = useTransition();
  const add = () =>
    start(async () => {
      const result = await attempt((key) => addTemplates({}, key));
      notify(
        result.ok
          ? { message: `${result.data.submitted} templates given to WhatsApp`, tone: 'success' }
          : { message: 'Templates were not submitted', detail: result.message, tone: 'error' },
      );
    });
  return (
    <Button onClick={add} pending={pending}>
      Add default templates
    </Button>
  );
}

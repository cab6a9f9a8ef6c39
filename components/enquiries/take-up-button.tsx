'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toast';
import { enquiryFromConversation } from '@/lib/enquiries/actions';

/** Makes an enquiry of what somebody wrote and opens it; one that is open already is opened. */
export function TakeUpButton({ conversationId }: { conversationId: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const take = () =>
    startTransition(async () => {
      const result = await attempt((key) => enquiryFromConversation({ conversationId }, key));
      if (!result.ok) return notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
      notify({ message: result.data.made ? 'It is an enquiry now' : 'It is an enquiry already' });
      router.push(`/enquiries/${result.data.id}` as Route);
    });
  return (
    <Button pending={pending} onClick={take}>
      Make it an enquiry
    </Button>
  );
}

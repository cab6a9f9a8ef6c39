'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TextLink } from '@/components/ui/link';
import { notify } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/platform/action';
import type { QuoteStatus } from '@/lib/quotes/rules';
import type { QuoteWay } from '@/lib/quotes/schema';

type Props = {
  quote: { reference: string; standing: QuoteStatus; link: string | null; byHand?: string | null };
  customer: { phone: string | null; email: string | null };
  pdf: string;
  send: (way: QuoteWay, key: string) => Promise<ActionResult<unknown>>;
};

/** How a live quote is given: by another way, or its link. One whose links were all taken back gets a new one. */
export function QuoteWays({ quote, customer, pdf, send }: Props) {
  const [pending, start] = useTransition();
  const { reference, standing, link, byHand = null } = quote;
  const press = (way: QuoteWay) =>
    start(async () => {
      const result = await attempt((key) => send(way, key));
      if (!result.ok) return notify({ message: 'Not sent', detail: result.message, tone: 'error' });
      notify({ message: way === 'link' ? 'The quote is open: copy its link' : 'Quote sent' });
      showAgain();
    });
  const live = (standing === 'sent' || standing === 'draft') && byHand === null;
  return (
    <>
      {live && customer.phone ? (
        <Button size="small" pending={pending} onClick={() => press('whatsapp')}>
          WhatsApp
        </Button>
      ) : null}
      {live && customer.email ? (
        <Button size="small" pending={pending} onClick={() => press('email')}>
          E-mail
        </Button>
      ) : null}
      {live && !link ? (
        <Button size="small" pending={pending} onClick={() => press('link')}>
          {standing === 'draft' ? 'Open with a link' : 'New link'}
        </Button>
      ) : null}
      {link ? (
        <>
          <TextLink href={link} target="_blank">
            Open
          </TextLink>
          <CopyButton value={link} label={`Copy the link of ${reference}`} />
        </>
      ) : null}
      {standing !== 'draft' && byHand === null ? (
        <a href={pdf} target="_blank" rel="noreferrer" className="link">
          PDF<span className="sr-only"> of {reference} (new tab)</span>
        </a>
      ) : null}
    </>
  );
}
